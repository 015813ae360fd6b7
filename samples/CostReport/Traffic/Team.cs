namespace CostReport.Traffic;

/// <summary>An application, who uses it how much, and what it asks of which route.</summary>
internal sealed record Team(string Tenant, string App, string Route, int Weight, int Users, int FewestCharacters, int MostCharacters)
{
    public static readonly Team[] All =
    [
        new("Claims", "helpdesk", "support", 30, 14, 8_000, 120_000),
        new("Claims", "document-search", "documents", 20, 14, 60_000, 400_000),
        new("Underwriting", "document-search", "documents", 14, 9, 60_000, 400_000),
        new("Underwriting", "contract-analysis", "contracts", 9, 6, 120_000, 480_000),
        new("Legal & Compliance", "contract-analysis", "contracts", 6, 4, 160_000, 480_000),
        new("IT", "code-review", "code", 16, 11, 20_000, 240_000),
        new("Sales", "helpdesk", "support", 12, 8, 4_000, 60_000),
        new("Sales", "drafting", "drafts", 3, 5, 4_000, 20_000),
    ];
}
