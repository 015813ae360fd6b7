namespace Dashboard.Html;

/// <summary><c>GET /</c>: the page.</summary>
internal sealed class PageEndpoint(ViewReader reader)
{
    public async Task<IResult> HandleAsync(CancellationToken cancellationToken) =>
        Results.Text(Page.Create(await reader.ReadAsync(cancellationToken)), "text/html; charset=utf-8");
}
