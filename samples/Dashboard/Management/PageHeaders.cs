namespace Dashboard.Management;

/// <summary>What a browser may do with the pages: show them, run their own script, and send their forms back.</summary>
internal static class PageHeaders
{
    // Styles stand in the page: bars have their width in an attribute.
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static Task AddAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "same-origin";
        return next(http);
    }
}
