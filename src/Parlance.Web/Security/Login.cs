using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Parlance.Engine;
using Parlance.Web.Http;

namespace Parlance.Web.Security;

/// <summary>Says who calls: HTTP Basic (RFC 7617) or a bearer token (RFC 6750), over TLS or from this machine only.</summary>
public sealed class Login(IReadOnlyList<ICallers> known, Func<Settings> settings, TimeProvider time) : IDisposable
{
    /// <summary>Characters of an Authorization header that are looked at.</summary>
    public const int HeaderLengthMax = 4_096;

    private static readonly (string, string)[] Challenge = [("WWW-Authenticate", "Basic realm=\"parlance\", charset=\"UTF-8\""), ("WWW-Authenticate", "Bearer realm=\"parlance\"")];

    private readonly Passwords _passwords = new(time);
    private readonly Attempts _attempts = new(time);
    private readonly Pace _pace = new(time);

    /// <summary>Calls that were refused for who they came from: wrong passwords, locked addresses, too many requests.</summary>
    public LoginCounters Counters { get; } = new();

    /// <summary>The address, as limits count it: an IPv6 network of 64 bits is one.</summary>
    public static string AddressOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
    }

    /// <summary>Counts the request in.</summary>
    /// <exception cref="Problem">The address sends too many, or has tried too many passwords.</exception>
    public void Admit(string address)
    {
        if (!settings().Limits.Enabled) return;
        if (!_pace.TryTake(Grouped(address)))
        {
            Counters.CountLimited();
            throw new Problem(429, "too-many-requests", $"Your address may send {Pace.PerSecond} requests a second.", ("Retry-After", "1"));
        }
    }

    /// <exception cref="Problem">Nobody who is known, or not in a safe way.</exception>
    public async Task<Caller> Identify(HttpContext http, CancellationToken stop)
    {
        var address = AddressOf(http);
        var group = Grouped(address);
        var secure = http.Request.IsHttps;
        if (settings().Limits.Enabled && _attempts.LockedFor(group) is { Ticks: > 0 } wait)
        {
            Counters.CountLocked();
            throw new Problem(429, "locked-out", $"Your address gave {Attempts.AttemptsMax} wrong passwords or tokens; wait.", ("Retry-After", $"{Math.Ceiling(wait.TotalSeconds)}"));
        }

        var header = http.Request.Headers.Authorization.ToString();
        if (header.Length == 0) throw new Problem(401, "login-needed", "Say who you are: HTTP Basic with an operator's name and password, or a bearer token.", Challenge);
        if (!secure && !IsLocal(http)) throw new Problem(403, "tls-needed", "Passwords and tokens are taken over TLS, or from this machine. Set tls = true in [[listen.http]].");
        RefuseOtherSites(http);

        var caller = header.Length > HeaderLengthMax ? null
            : header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) ? await OfPassword(header["Basic ".Length..].Trim(), address, secure, stop)
            : header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? await OfToken(header["Bearer ".Length..].Trim(), address, stop)
            : null;
        if (caller is not null) return caller;
        _attempts.Failed(group);
        Counters.CountFailed();
        throw new Problem(401, "wrong-login", "The name, password or token is wrong, or has expired.", Challenge);
    }

    public void Dispose() => _passwords.Dispose();

    /// <summary>A page of another site must not use what the browser remembers of a login here.</summary>
    private static void RefuseOtherSites(HttpContext http)
    {
        var origin = http.Request.Headers.Origin.ToString();
        var foreign = origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var site) && string.Equals(site.Authority, http.Request.Host.Value, StringComparison.OrdinalIgnoreCase));
        if (foreign || http.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site") throw new Problem(403, "other-site", "Pages of other sites may not call this.");
    }

    private async Task<Caller?> OfPassword(string credentials, string address, bool secure, CancellationToken stop)
    {
        if (Decoded(credentials) is not { } text || text.IndexOf(':', StringComparison.Ordinal) is var colon && colon < 0) return null;
        var (name, password) = (text[..colon], text[(colon + 1)..]);
        Candidate? candidate = null;
        foreach (var callers in known) candidate ??= await callers.Find(name, address, secure, stop);
        return await _passwords.AreRight(candidate, password, stop) ? candidate!.Caller : null;
    }

    private async Task<Caller?> OfToken(string token, string address, CancellationToken stop)
    {
        foreach (var callers in known)
            if (await callers.FindToken(token, address, stop) is { } caller) return caller;
        return null;
    }

    private static string? Decoded(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static bool IsLocal(HttpContext http) => http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote);

    private static string Grouped(string address)
    {
        if (!IPAddress.TryParse(address, out var ip) || ip.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6) return address;
        var bytes = ip.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes).ToString();
    }
}

/// <summary>What <see cref="Login"/> refused since the start; counted from any thread.</summary>
public sealed class LoginCounters
{
    private long _failed;
    private long _locked;
    private long _limited;

    public long Failed => Interlocked.Read(ref _failed);
    public long Locked => Interlocked.Read(ref _locked);
    public long Limited => Interlocked.Read(ref _limited);

    internal void CountFailed() => Interlocked.Increment(ref _failed);
    internal void CountLocked() => Interlocked.Increment(ref _locked);
    internal void CountLimited() => Interlocked.Increment(ref _limited);
}
