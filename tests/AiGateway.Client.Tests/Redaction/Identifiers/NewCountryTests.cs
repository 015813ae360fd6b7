using AiGateway.Client.Redaction.Identifiers;

namespace AiGateway.Client.Tests.Redaction.Identifiers;

/// <summary>What it takes to add a country: one row of data, and one file like this with an example. The country is invented.</summary>
public sealed class NewCountryTests : CountryTests
{
    protected override IReadOnlyList<Example> Examples => [new("XX_CITIZEN", Made.With("XX-38471625-*", v => Made.Sum(v[2..], 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0), "citizen", 95)];

    private protected override IReadOnlyList<Identifier> Rows { get; } =
        [new("XX_CITIZEN", "XX", "XX:-d<8>-d|d<9>", Checks.Sum("9 8 7 6 5 4 3 2", Checks.C11), Evidence.Grouped, "citizen, citizen number")];
}
