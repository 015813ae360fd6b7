namespace GatewayHost.Management;

/// <summary>A name that requests may give as their <c>model</c>.</summary>
internal sealed record ModelEntry(string Id, long Created)
{
    public string Object => "model";

    public string OwnedBy => "aigateway";
}
