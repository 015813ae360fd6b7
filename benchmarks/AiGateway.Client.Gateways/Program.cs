using AiGateway.Client.Gateways;

try
{
    switch (args)
    {
        case ["upstream", var url]:
            await Upstream.RunAsync(url);
            return 0;
        case ["check", var url, var upstream]:
            await Measurement.CheckAsync(new Leg("the address", new Uri(url), new Uri(upstream), null));
            return 0;
        case ["measure", .. var rest]:
            await Measurement.RunAsync(MeasurementOptions.Parse(rest));
            return 0;
        default:
            throw new BadRunException("Write upstream URL, check URL UPSTREAM, or measure with its arguments: benchmarks/gateways/run.sh has them.");
    }
}
catch (BadRunException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
