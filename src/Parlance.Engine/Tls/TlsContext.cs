using System.Runtime.InteropServices;
using System.Text;
using Parlance.Engine.Transport;

namespace Parlance.Engine.Tls;

/// <summary>
/// OpenSSL's settings with one certificate: TLS 1.2 and 1.3, forward secrecy and authenticated encryption only, no session kept for resumption
/// (memory), a client's certificate asked for but not judged: only its fingerprint is of use. Counted; a session holds a count of its own.
/// </summary>
internal sealed unsafe class TlsContext
{
    private readonly nint _context;

    private TlsContext(nint context, byte[] endPointHash)
    {
        _context = context;
        EndPointHash = endPointHash;
    }

    /// <summary>For channel binding <c>tls-server-end-point</c>; empty when undefined.</summary>
    public byte[] EndPointHash { get; }

    /// <exception cref="CertificateException">Certificate and key cannot be used.</exception>
    public static TlsContext Load(string certificate, string key, Action<string> notice)
    {
        using var leaf = CertificateFiles.ReadLeaf(certificate, key);
        if (CertificateFiles.Warning(leaf, certificate, DateTimeOffset.UtcNow) is { } warning) notice(warning);

        nint context;
        try
        {
            context = OpenSsl.SSL_CTX_new(OpenSsl.TLS_server_method());
        }
        catch (DllNotFoundException e)
        {
            throw new CertificateException("TLS needs OpenSSL 3 (libssl.so.3), which is not installed: apt install libssl3, dnf install openssl-libs or apk add openssl.", e);
        }

        try
        {
            Configure(context);
            Load(context, certificate, key);
            return new TlsContext(context, CertificateFiles.EndPointHash(leaf));
        }
        catch
        {
            OpenSsl.SSL_CTX_free(context);
            throw;
        }
    }

    public void Retain() => OpenSsl.SSL_CTX_up_ref(_context);

    public void Release() => OpenSsl.SSL_CTX_free(_context);

    /// <summary>A server's session on a connected socket; null when memory is short.</summary>
    public TlsSession? Open(int fd)
    {
        var ssl = OpenSsl.SSL_new(_context);
        if (ssl != 0 && OpenSsl.SSL_set_fd(ssl, fd) == 1) return new TlsSession(ssl, EndPointHash);
        if (ssl != 0) OpenSsl.SSL_free(ssl);
        OpenSsl.ERR_clear_error();
        return null;
    }

    private static void Configure(nint context)
    {
        OpenSsl.SSL_CTX_ctrl(context, OpenSsl.SetMinVersion, OpenSsl.Tls12, 0);
        OpenSsl.SSL_CTX_ctrl(context, OpenSsl.SetMode, OpenSsl.ModePartialWrite | OpenSsl.ModeMovingBuffer | OpenSsl.ModeReleaseBuffers, 0);
        OpenSsl.SSL_CTX_ctrl(context, OpenSsl.SetSessionCache, 0, 0);
        OpenSsl.SSL_CTX_ctrl(context, OpenSsl.SetReadAhead, 1, 0);   // a record's header and body in one system call
        OpenSsl.SSL_CTX_set_num_tickets(context, 0);
        OpenSsl.SSL_CTX_set_options(context, OpenSsl.NoTicket | OpenSsl.NoRenegotiation | OpenSsl.NoCompression | OpenSsl.ServerPreference
            | OpenSsl.PrioritizeChaCha | OpenSsl.IgnoreUnexpectedEof);
        fixed (byte* ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20\0"u8) OpenSsl.SSL_CTX_set_cipher_list(context, ciphers);
        OpenSsl.SSL_CTX_set_verify(context, OpenSsl.VerifyPeer, 0);
        OpenSsl.SSL_CTX_set_cert_verify_callback(context, &AcceptAnyCertificate, 0);
        OpenSsl.SSL_CTX_set_default_passwd_cb(context, &NoPassword);
    }

    private static void Load(nint context, string certificate, string key)
    {
        fixed (byte* path = Encoding.UTF8.GetBytes(certificate + '\0'))
            if (OpenSsl.SSL_CTX_use_certificate_chain_file(context, path) != 1)
                throw new CertificateException($"the certificate {certificate} cannot be used: {OpenSsl.Error()}.");

        fixed (byte* path = Encoding.UTF8.GetBytes(key + '\0'))
            if (OpenSsl.SSL_CTX_use_PrivateKey_file(context, path, OpenSsl.FileIsPem) != 1)
            {
                var error = OpenSsl.Error();
                throw error.Contains("mismatch", StringComparison.Ordinal)
                    ? CertificateFiles.NotMatching(certificate, key)
                    : new CertificateException($"the key {key} cannot be used: {error}.");
            }

        if (OpenSsl.SSL_CTX_check_private_key(context) == 1) return;
        OpenSsl.ERR_clear_error();
        throw CertificateFiles.NotMatching(certificate, key);
    }

    [UnmanagedCallersOnly]
    private static int AcceptAnyCertificate(nint store, nint argument) => 1;

    /// <summary>Without it OpenSSL would ask at the terminal.</summary>
    [UnmanagedCallersOnly]
    private static int NoPassword(byte* to, int length, int writing, nint argument) => -1;
}
