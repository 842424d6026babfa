namespace Parlance.Configuration;

/// <summary>Which certificate a listener uses: its own, that of <c>[tls]</c>, or the self-signed one in the data folder.</summary>
internal sealed class CertificateFiles
{
    private readonly (string Certificate, string Key) _own;
    private readonly (string Certificate, string Key)? _shared;

    public CertificateFiles(Reading from, string dataFolder)
    {
        _own = (Path.Combine(dataFolder, "tls", "certificate.pem"), Path.Combine(dataFolder, "tls", "key.pem"));
        _shared = Pair(from, from.One(TlsTable.Table), TlsTable.Certificate, TlsTable.PrivateKey);
    }

    /// <summary>Where the self-signed certificate is, when a listener needs it: made at start if it is not there.</summary>
    public (string Certificate, string Key)? SelfSigned { get; private set; }

    public (string? Certificate, string? Key) For(Reading from, TableValues listener) =>
        For(from, listener, ListenIrcTable.Certificate, ListenIrcTable.PrivateKey, listener.Get(ListenIrcTable.Tls));

    /// <param name="needed">Whether the self-signed one is made when there is no other.</param>
    public (string? Certificate, string? Key) For(Reading from, TableValues listener, Key<string> certificate, Key<string> key, bool needed)
    {
        var named = Pair(from, listener, certificate, key) ?? _shared;
        if (named is { } pair) return pair;
        if (!needed) return (null, null);

        SelfSigned = _own;
        return _own;
    }

    private static (string Certificate, string Key)? Pair(Reading from, TableValues t, Key<string> certificate, Key<string> key)
    {
        var (hasCertificate, hasKey) = (t.Get(certificate).Length > 0, t.Get(key).Length > 0);
        if (hasCertificate != hasKey)
        {
            var (given, missing) = hasCertificate ? (certificate, key) : (key, certificate);
            from.Wrong(t, given, $"{given.Name} is given without {missing.Name}", $"add {missing.Name}, or take {given.Name} out for a self-signed certificate");
            return null;
        }

        if (!hasCertificate) return null;
        return (Existing(from, t, certificate), Existing(from, t, key));
    }

    private static string Existing(Reading from, TableValues t, Key<string> key)
    {
        var path = from.Resolve(t, key);
        if (!File.Exists(path)) from.Wrong(t, key, $"the file {path} does not exist", "put it there, or take certificate and key out for a self-signed certificate");
        return path;
    }
}
