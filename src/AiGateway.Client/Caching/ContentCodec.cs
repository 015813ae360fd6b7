using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <summary>The stored form of contents: the kinds that <see cref="Storability"/> lets through.</summary>
internal static class ContentCodec
{
    private const byte Text = 1;
    private const byte Reasoning = 2;
    private const byte Data = 3;
    private const byte Link = 4;
    private const byte Call = 5;
    private const byte Usage = 6;

    public static void Write(AnswerWriter writer, AIContent content)
    {
        switch (content)
        {
            case TextContent text:
                writer.Byte(Text);
                writer.Text(text.Text);
                break;
            case TextReasoningContent reasoning:
                writer.Byte(Reasoning);
                writer.Text(reasoning.Text);
                writer.Text(reasoning.ProtectedData);
                break;
            case DataContent data:
                writer.Byte(Data);
                writer.Text(data.MediaType);
                writer.Text(data.Name);
                writer.Bytes(data.Data.Span);
                break;
            case UriContent uri:
                writer.Byte(Link);
                writer.Text(uri.Uri.OriginalString);
                writer.Text(uri.MediaType);
                break;
            case FunctionCallContent call:
                writer.Byte(Call);
                writer.Text(call.CallId);
                writer.Text(call.Name);
                writer.Byte(call.InformationalOnly ? (byte)1 : (byte)0);
                writer.Map(call.Arguments);
                break;
            case UsageContent usage:
                writer.Byte(Usage);
                UsageCodec.Write(writer, usage.Details);
                break;
            default:
                throw new InvalidOperationException($"Content of type {content.GetType().Name} is not stored.");
        }

        writer.Map(content.AdditionalProperties);
        AnnotationCodec.Write(writer, content.Annotations);
    }

    public static AIContent Read(ref AnswerReader reader)
    {
        var content = ReadContent(ref reader);
        content.AdditionalProperties = reader.Map() is { } map ? new(map) : null;
        content.Annotations = AnnotationCodec.Read(ref reader);
        return content;
    }

    private static AIContent ReadContent(ref AnswerReader reader)
    {
        switch (reader.Byte())
        {
            case Text:
                return new TextContent(reader.Text());
            case Reasoning:
                return new TextReasoningContent(reader.Text()) { ProtectedData = reader.Text() };
            case Data:
                var (mediaType, name) = (reader.Text(), reader.Text());
                return new DataContent(reader.Bytes().ToArray(), mediaType!) { Name = name };
            case Link:
                return new UriContent(new Uri(reader.Text()!, UriKind.RelativeOrAbsolute), reader.Text()!);
            case Call:
                var (id, function, informational) = (reader.Text(), reader.Text(), reader.Byte() != 0);
                return new FunctionCallContent(id!, function!, reader.Map()) { InformationalOnly = informational };
            case Usage:
                return new UsageContent(UsageCodec.Read(ref reader) ?? new UsageDetails());
            default:
                throw new InvalidDataException();
        }
    }
}
