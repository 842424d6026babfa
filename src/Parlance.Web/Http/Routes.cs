using System.Collections.Frozen;

namespace Parlance.Web.Http;

/// <summary>Finds the endpoint of a path; at most <see cref="PartsMax"/> parts are looked at.</summary>
public sealed class Routes
{
    public const int PartsMax = 8;

    private readonly FrozenDictionary<int, Route[]> _byLength;

    public Routes(IEnumerable<Endpoint> endpoints)
    {
        All = [.. endpoints.OrderBy(endpoint => endpoint.Path, StringComparer.Ordinal).ThenBy(endpoint => endpoint.Method, StringComparer.Ordinal)];
        _byLength = All.Select(endpoint => new Route(endpoint, endpoint.Path[1..].Split('/'))).GroupBy(route => route.Parts.Length)
            .ToFrozenDictionary(same => same.Key, same => same.OrderBy(route => route.Parts.Count(IsVariable)).ToArray());
    }

    public IReadOnlyList<Endpoint> All { get; }

    /// <summary>The endpoint and the variable parts of the path.</summary>
    /// <exception cref="Problem">Nothing is there, or not with this method.</exception>
    public (Endpoint Endpoint, IReadOnlyDictionary<string, string> Values) Find(string method, string path)
    {
        var parts = path.TrimStart('/').Split('/', PartsMax + 1);
        var wanted = method == "HEAD" ? "GET" : method;
        List<string>? others = null;
        foreach (var route in _byLength.GetValueOrDefault(parts.Length) ?? [])
        {
            if (!Fits(route.Parts, parts)) continue;
            if (route.Endpoint.Method == wanted) return (route.Endpoint, Values(route.Parts, parts));
            (others ??= []).Add(route.Endpoint.Method);
        }

        throw others is null ? Problem.NotFound("There is nothing at this path; /admin/openapi.json lists what there is.")
            : new Problem(405, "method-not-allowed", $"{path} takes {string.Join(", ", others)}.", ("Allow", string.Join(", ", others)));
    }

    private static bool Fits(string[] pattern, string[] parts)
    {
        for (var i = 0; i < parts.Length; i++)
            if (IsVariable(pattern[i]) ? parts[i].Length == 0 : pattern[i] != parts[i]) return false;
        return true;
    }

    private static Dictionary<string, string> Values(string[] pattern, string[] parts)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < parts.Length; i++)
            if (IsVariable(pattern[i])) values[pattern[i][1..^1]] = Uri.UnescapeDataString(parts[i]);
        return values;
    }

    private static bool IsVariable(string part) => part.StartsWith('{');

    private sealed record Route(Endpoint Endpoint, string[] Parts);
}
