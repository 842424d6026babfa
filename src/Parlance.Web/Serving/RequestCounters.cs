using System.Collections.Concurrent;

namespace Parlance.Web.Serving;

/// <summary>Requests answered since the start, by method and status; both are from small sets.</summary>
public sealed class RequestCounters
{
    private readonly ConcurrentDictionary<(string Method, int Status), long> _counts = new();

    public IEnumerable<KeyValuePair<(string Method, int Status), long>> All => _counts.OrderBy(count => count.Key);

    public void Count(string method, int status) =>
        _counts.AddOrUpdate((method is "GET" or "POST" or "DELETE" or "PATCH" or "HEAD" or "OPTIONS" or "PUT" ? method : "other", status), 1, static (_, count) => count + 1);
}
