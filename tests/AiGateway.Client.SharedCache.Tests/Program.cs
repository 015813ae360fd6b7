using AiGateway.Client.Tests.SharedCache;

// A process that shares a cache with whoever started it.
await using var gateway = new SharedGateway(args[0], Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
Console.WriteLine("ready");
while (await Console.In.ReadLineAsync() is { } line)
{
    var (verb, text) = line.Split(' ', 2) is [var first, var rest] ? (first, rest) : (line, "");
    if (verb == "invalidate")
    {
        await gateway.InvalidateAsync();
        Console.WriteLine("done");
    }
    else
    {
        Console.WriteLine(await gateway.AskAsync(verb == "stream", text));
    }
}
