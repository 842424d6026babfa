using Parlance.Engine.Transport;

namespace Parlance.Engine.Tls;

/// <summary>The contexts of the listeners, one per pair of files.</summary>
internal sealed class TlsContexts(Action<string> notice) : IDisposable
{
    private Dictionary<(string Certificate, string Key), TlsContext> _loaded = [];

    /// <summary>Loads a listener's pair if it has one and it is not loaded yet.</summary>
    /// <exception cref="CertificateException">The pair cannot be used.</exception>
    public void Load(Listener listener)
    {
        if (Pair(listener) is { } pair && !_loaded.ContainsKey(pair)) _loaded[pair] = TlsContext.Load(pair.Certificate, pair.Key, notice);
    }

    /// <summary>The context for a listener's next connection; null when it has no certificate.</summary>
    public TlsContext? Find(Listener listener) => Pair(listener) is { } pair ? _loaded.GetValueOrDefault(pair) : null;

    /// <summary>Reads all pairs again; either all are exchanged or, with an exception, none.</summary>
    public void Reload()
    {
        var fresh = new Dictionary<(string, string), TlsContext>();
        try
        {
            foreach (var pair in _loaded.Keys) fresh[pair] = TlsContext.Load(pair.Certificate, pair.Key, notice);
        }
        catch
        {
            foreach (var context in fresh.Values) context.Release();
            throw;
        }

        Dispose();
        _loaded = fresh;
    }

    public void Dispose()
    {
        foreach (var context in _loaded.Values) context.Release();
        _loaded.Clear();
    }

    /// <summary>The files of a listener's certificate and key; null when it has none.</summary>
    /// <exception cref="CertificateException">It wants TLS from the first byte and has none.</exception>
    internal static (string Certificate, string Key)? Pair(Listener listener)
    {
        if (listener.Certificate is { } certificate && listener.Key is { } key) return (certificate, key);
        return listener.Tls ? throw new CertificateException($"{listener} wants TLS and has no certificate and key; name both there or in [tls].") : null;
    }
}
