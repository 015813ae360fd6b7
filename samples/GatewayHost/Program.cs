using GatewayHost;

GatewayApplication.Build(args).Run();
