using AiGateway.Client.Benchmarks.Regression;
using BenchmarkDotNet.Running;

if (args is ["--check", .. var rest])
{
    return RegressionCheck.Run(rest);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
