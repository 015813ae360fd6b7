using AiGateway.Client.Redis.Worker;

// One process of several that share limits. It does what each line of its input says and answers with a line; tests kill it in the middle.
using IWork work = args[0] == "gateway" ? new GatewayWork(args[1], args[2]) : new StoreWork(args[1], args[2], args[0]);
Console.WriteLine("ready");
while (await Console.In.ReadLineAsync() is { } line)
{
    Console.WriteLine(await work.DoAsync(line));
}
