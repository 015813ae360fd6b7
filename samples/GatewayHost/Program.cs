using GatewayHost;

return await GatewayApplication.RunAsync(args, Console.Error);
