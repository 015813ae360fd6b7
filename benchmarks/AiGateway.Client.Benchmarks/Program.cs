using AiGateway.Client.Benchmarks.Regression;
using AiGateway.Client.Benchmarks.Results;
using BenchmarkDotNet.Running;

switch (args)
{
    case ["--check", .. var rest]:
        return RegressionCheck.Run(rest);
    case ["--results", var file]:
        PipelineReport.Write(file);
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
}
