using AiGateway.Client;
using AiGateway.Client.Resilience;

namespace Dashboard.Management;

/// <summary>Takes targets out, and puts them back.</summary>
internal sealed class TargetsEndpoint(IAiGateway gateway)
{
    public Task<IResult> IsolateAsync(HttpRequest request) => ChangeAsync(request, static target => target.Isolate());

    public Task<IResult> ResetAsync(HttpRequest request) => ChangeAsync(request, static target => target.Reset());

    // A provider with several keys has a target for each: the buttons are for all of them.
    private async Task<IResult> ChangeAsync(HttpRequest request, Action<TargetHealth> change)
    {
        if (!request.HasFormContentType)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var targets = gateway.Health.Where(target => target.Provider == form["provider"] && target.Model == form["model"]).ToList();
        targets.ForEach(change);
        return targets.Count == 0 ? Results.NotFound() : new SeeOther("/#targets");
    }
}
