namespace Dashboard.Management;

/// <summary>Refuses forms that another page has sent: a browser says where a request comes from, and no page can change that.</summary>
internal sealed class SameOriginFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        IsOwn(context.HttpContext.Request) ? await next(context) : Results.StatusCode(StatusCodes.Status403Forbidden);

    private static bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return site.Length > 0 ? site == "same-origin" : request.Headers.Origin.ToString() == $"{request.Scheme}://{request.Host}";
    }
}
