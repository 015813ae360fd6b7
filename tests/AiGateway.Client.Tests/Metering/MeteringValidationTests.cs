namespace AiGateway.Client.Tests.Metering;

public sealed class MeteringValidationTests
{
    [TestCase("\"Prices\": { \"m\": { \"Input\": 1 } }", "AiGateway:Prices:m:Output is missing. Set it in USD per million tokens.")]
    [TestCase("\"Prices\": { \"m\": { \"Input\": 0, \"Output\": 0 } }",
        "AiGateway:Prices:m has rates of zero. Set AiGateway:Prices:m:Free to true if the model costs nothing, else the rates.")]
    [TestCase("\"Prices\": { \"m\": { \"Input\": 1500, \"Output\": 1 } }",
        "AiGateway:Prices:m:Input = '1500' is out of range: from 0 to 1000 USD. Rates are per million tokens; the bound on them is Metering:MaxRate.")]
    [TestCase("\"Prices\": { \"m\": { \"Input\": -1, \"Output\": 1 } }",
        "AiGateway:Prices:m:Input = '-1' is out of range: from 0 to 1000 USD. Rates are per million tokens; the bound on them is Metering:MaxRate.")]
    [TestCase("\"Prices\": { \"m\": { \"Input\": \"much\", \"Output\": 1 } }",
        "AiGateway:Prices:m:Input = 'much' is not a number with a decimal point.", "AiGateway:Prices:m:Input is missing. Set it in USD per million tokens.")]
    [TestCase("\"Prices\": { \"m\": { \"Input\": 1, \"Output\": 1, \"Tiers\": { \"long\": { \"Input\": 2 } } } }",
        "AiGateway:Prices:m:Tiers:long:Above = '0' is out of range: at least 1 input token.")]
    [TestCase("\"Prices\": { \"m\": { \"Input\": 1, \"Output\": 1, \"Regions\": { \"eu\": \"ten\" } } }",
        "AiGateway:Prices:m:Regions:eu = 'ten' is not a multiplier: a number above 0, at most 100.")]
    [TestCase("\"Prices\": { \"m\": { \"Input\": 1, \"Output\": 1, \"EffectiveFrom\": \"soon\" } }", "AiGateway:Prices:m:EffectiveFrom = 'soon' is not a day as yyyy-mm-dd.")]
    [TestCase("\"Prices\": { \"a\": { \"Model\": \"m\", \"Input\": 1, \"Output\": 1 }, \"b\": { \"Model\": \"M\", \"Input\": 2, \"Output\": 2 } }",
        "AiGateway:Prices has several prices of one model from the same day on: a, b. Remove all but one, or give each an EffectiveFrom of its own.")]
    [TestCase("\"Metering\": { \"DisplayRate\": 2 }", "AiGateway:Metering:DisplayCurrency is missing. Name the currency that AiGateway:Metering:DisplayRate leads to, such as EUR.")]
    [TestCase("\"Metering\": { \"DisplayCurrency\": \"EUR\" }", "AiGateway:Metering:DisplayRate = '0' is out of range: above 0.")]
    [TestCase("\"Metering\": { \"MaxRate\": 0 }", "AiGateway:Metering:MaxRate = '0' is out of range: above 0.")]
    [TestCase("\"Metering\": { \"PriceFileInterval\": \"00:00:00\" }", "AiGateway:Metering:PriceFileInterval = '00:00:00' is out of range: from 00:00:01 to 1.00:00:00.")]
    [TestCase("\"Metering\": { \"Unpriced\": \"Ignore\" }", "AiGateway:Metering:Unpriced = 'Ignore' is not one of Allow, AssumeMostExpensive, Reject.")]
    public void Build_WithErrors_NamesKeyValueAndRemedy(string settings, params string[] expected) => Assert.That(
        TestGateway.Failures($$"""
            { "AiGateway": { {{settings}}, "Providers": { "p": { "Type": "Simulated" } }, "Routes": { "chat": { "Targets": { "main": { "Provider": "p", "Model": "m" } } } } } }
            """),
        Is.EquivalentTo(expected));
}
