using System.Text.Json;
using Microsoft.Extensions.AI;

namespace GatewayHost.Requests;

/// <summary>Adds what Microsoft.Extensions.AI's converter leaves out of a message's parts: audio, refusals, and the detail of images.</summary>
internal static class ContentParts
{
    // Under the first name the converter leaves it, under the second the way back looks for it.
    private const string ConvertedDetail = "ImageDetailLevel";
    private const string SentDetail = "detail";

    public static ErrorContent Refusal(string text) => new(text) { ErrorCode = "Refusal" };

    public static void AddLost(IList<AIContent> contents, JsonElement[] parts, string path)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            var partPath = $"{path}.content[{i}].";
            var lost = parts[i].Text("type", partPath) switch
            {
                "input_audio" => ReadAudio(parts[i], partPath),
                "refusal" => Refusal(parts[i].RequiredText("refusal", partPath)),
                _ => (AIContent?)null,
            };
            if (lost is not null)
            {
                contents.Insert(Math.Min(i, contents.Count), lost);
            }
            else if (i < contents.Count)
            {
                RenameDetail(contents[i]);
            }
        }

        if (parts.Length > 0 && contents.Count(content => content is not FunctionCallContent) != parts.Length)
        {
            throw new ChatRequestException($"'{path}.content' has a part that cannot be read.", $"{path}.content");
        }
    }

    private static DataContent ReadAudio(JsonElement part, string path)
    {
        path += "input_audio.";
        var audio = part.FindObject("input_audio") ?? default;
        var mediaType = audio.RequiredText("format", path) switch
        {
            "wav" => "audio/wav",
            "mp3" => "audio/mpeg",
            _ => throw new ChatRequestException($"'{path}format' is neither wav nor mp3.", $"{path}format"),
        };
        return audio.Find("data") is { ValueKind: JsonValueKind.String } data && data.TryGetBytesFromBase64(out var bytes)
            ? new DataContent(bytes, mediaType)
            : throw new ChatRequestException($"'{path}data' is not base64.", $"{path}data");
    }

    private static void RenameDetail(AIContent content)
    {
        if (content.AdditionalProperties is { } properties && properties.Remove(ConvertedDetail, out var detail))
        {
            properties[SentDetail] = detail;
        }
    }
}
