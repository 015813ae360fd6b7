namespace AiGateway.Client.Benchmarks;

/// <summary>Messages to scan: what customers, writers and programmers send.</summary>
internal static class DetectionTexts
{
    private const int Length = 4096;

    private const string Dense =
        "Please move the order to card 4111 1111 1111 1111 and refund IBAN DE89 3704 0044 0532 0130 00. I am joe.smith@example.org, phone +44 20 7946 0991 or (202) 555-0147. " +
        "My SSN is 219-45-6789, the laptop is 203.0.113.9 with 3c:22:fb:10:9a:0e, and my wife has amy@example.com and card 5555555555554444. ";

    private const string Identifiers =
        "The codice fiscale on file is wrong, the passport no. K4920175 has expired, and order 20481973-5 of 900211-1438 came twice. His BSN is not 193847265; ask for VAT id DE 193 847 265, " +
        "account 48201957, plate KA-PX 739 or tax number 181/815/08155. Ref. 12.345.678/0001-11, box A1938-4726-5, batch 7482-91-03846, and the driver's licence is D48201957. ";

    private const string Prose =
        "Thank you for the long letter; we read it twice. The house at the lake was built in 1923, and nobody has lived there since the summer when the bridge fell. " +
        "My sister says that the garden is well-kept: roses, apples, and a path down to the water. Shall we meet at 10:30 on Sunday, or is that too early for you? ";

    private const string Code =
        "    public async Task<int> CountAsync(string path, CancellationToken token = default)\n    {\n        var total = 0;\n        foreach (var line in File.ReadLines(path))\n" +
        "        {\n            token.ThrowIfCancellationRequested();\n            if (line.Length > 80 && line[0] != '#') total += _weights[line.Length % 16];\n        }\n\n        return total;\n    }\n\n";

    private const string Short = "Could you please summarise the notes of our last meeting in three short sentences now?";

    public static string Create(string name) => name switch
    {
        "dense" => Repeat(Dense),
        "identifiers" => Repeat(Identifiers),
        "hostile numbers" => Repeat("123 456 789 "),
        "hostile signs" => Repeat("a=1:b>2|sk-"),
        "prose" => Repeat(Prose),
        "code" => Repeat(Code),
        _ => Short[..84],
    };

    private static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, (Length / text.Length) + 1))[..Length];
}
