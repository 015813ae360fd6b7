using AiGateway.Client.Redis.Worker;

// One process of several that share limits. It does what each line of its input says and answers with a line; tests kill it in the middle.
// A first round on keys of its own, so that nobody's leases expire while code is compiled.
using (var rehearsal = Create($"{args[2]}-{Environment.ProcessId}"))
{
    var held = await rehearsal.DoAsync("ask");
    await rehearsal.DoAsync($"release {held.Split(' ')[^1]}");
}

using var work = Create(args[2]);
Console.WriteLine("ready");
while (await Console.In.ReadLineAsync() is { } line)
{
    Console.WriteLine(await work.DoAsync(line));
}

IWork Create(string prefix) => args[0] == "tokens" ? new StoreWork(args[1], prefix) : new GatewayWork(args[1], prefix, args[0]);
