using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Dashboard.Tests;

/// <summary>Counts how often the page is asked for.</summary>
internal sealed class HitCounter : IStartupFilter
{
    private int _hits;

    public int Hits => Volatile.Read(ref _hits);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(inner => http =>
        {
            if (http.Request.Path == "/")
            {
                Interlocked.Increment(ref _hits);
            }

            return inner(http);
        });
        next(app);
    };
}
