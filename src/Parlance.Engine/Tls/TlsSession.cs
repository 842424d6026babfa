using System.Runtime.InteropServices;
using Parlance.Engine.Transport;

namespace Parlance.Engine.Tls;

/// <summary>The TLS layer of one connection, on its non-blocking socket. One thread at a time: a worker until the handshake is done, then the loop.</summary>
internal sealed unsafe class TlsSession(nint ssl, byte[] endPointHash)
{
    private bool _broken;

    /// <summary>Bytes of one record (RFC 8446 section 5.1).</summary>
    private const int RecordMax = 16 * 1024;

    /// <summary>Bytes of the write the socket did not take: OpenSSL has them sealed and wants them offered again, not fewer.</summary>
    private int _retry;

    public byte[] EndPointHash => endPointHash;

    /// <summary>Bytes are inside that the socket will not announce again.</summary>
    public bool HasPending => OpenSsl.SSL_has_pending(ssl) != 0;

    /// <summary>Goes on with the handshake: positive when it is done, else an <see cref="IoResult"/>.</summary>
    public int Accept()
    {
        OpenSsl.ERR_clear_error();
        var result = OpenSsl.SSL_accept(ssl);
        return result == 1 ? 1 : Why(result, reading: true);
    }

    /// <summary>Opens what has come, up to <paramref name="length"/> bytes; an <see cref="IoResult"/> when there is none.</summary>
    public int Read(byte* to, int length)
    {
        OpenSsl.ERR_clear_error();
        var result = OpenSsl.SSL_read(ssl, to, length);
        return result > 0 ? result : Why(result, reading: true);
    }

    /// <summary>Seals and sends; the number of bytes taken or, when none was, an <see cref="IoResult"/>.</summary>
    public int Write(byte* from, int length)
    {
        if (length < _retry) return IoResult.Blocked;

        var taken = 0;
        while (taken < length)
        {
            OpenSsl.ERR_clear_error();
            var result = OpenSsl.SSL_write(ssl, from + taken, length - taken);
            if (result <= 0)
            {
                var why = Why(result, reading: false);
                _retry = why is IoResult.Blocked or IoResult.NeedsRead ? Math.Min(RecordMax, length - taken) : 0;
                return taken > 0 && why == IoResult.Blocked ? taken : why;
            }

            taken += result;
            _retry = 0;
        }

        return taken;
    }

    /// <summary>Protocol and cipher, e.g. <c>TLSv1.3 TLS_AES_256_GCM_SHA384</c>.</summary>
    public string Describe() =>
        string.Intern($"{Marshal.PtrToStringUTF8(OpenSsl.SSL_get_version(ssl))} {Marshal.PtrToStringUTF8(OpenSsl.SSL_CIPHER_get_name(OpenSsl.SSL_get_current_cipher(ssl)))}");

    /// <summary>SHA-256 of the client's certificate in lower-case hex; null when it sent none.</summary>
    public string? Fingerprint()
    {
        var certificate = OpenSsl.SSL_get1_peer_certificate(ssl);
        if (certificate == 0) return null;

        Span<byte> hash = stackalloc byte[32];
        uint length = 0;
        fixed (byte* to = hash) OpenSsl.X509_digest(certificate, OpenSsl.EVP_sha256(), to, &length);
        OpenSsl.X509_free(certificate);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>Whether what the handshake agreed upon belongs to this connection alone: not on TLS 1.2 without the extended master secret.</summary>
    private bool IsUnique => OpenSsl.SSL_version(ssl) != OpenSsl.Tls12 || OpenSsl.SSL_ctrl(ssl, OpenSsl.ExtendedMasterSecret, 0, 0) == 1;

    /// <summary>The client's Finished (RFC 5929 section 3); its length, 0: there is none.</summary>
    public int ClientFinished(Span<byte> to)
    {
        if (!IsUnique) return 0;
        fixed (byte* at = to)
        {
            var length = (int)OpenSsl.SSL_get_peer_finished(ssl, at, to.Length);
            return length <= to.Length ? length : 0;
        }
    }

    /// <summary>Channel binding <c>tls-exporter</c> (RFC 9266).</summary>
    public bool TryExport(Span<byte> to)
    {
        if (!IsUnique) return false;
        var label = "EXPORTER-Channel-Binding"u8;
        fixed (byte* at = to, name = label)
            return OpenSsl.SSL_export_keying_material(ssl, at, to.Length, name, label.Length, name, 0, 1) == 1;
    }

    /// <summary>Says the end if the session is whole, and frees it.</summary>
    public void Close(bool sayEnd)
    {
        if (sayEnd && !_broken) OpenSsl.SSL_shutdown(ssl);
        OpenSsl.ERR_clear_error();
        OpenSsl.SSL_free(ssl);
    }

    private int Why(int result, bool reading)
    {
        switch (OpenSsl.SSL_get_error(ssl, result))
        {
            case OpenSsl.WantRead: return reading ? IoResult.Blocked : IoResult.NeedsRead;
            case OpenSsl.WantWrite: return reading ? IoResult.NeedsWrite : IoResult.Blocked;
            case OpenSsl.ZeroReturn: return IoResult.End;
            case OpenSsl.ErrorSyscall:
                _broken = true;
                return IoResult.Reset;
            default:
                _broken = true;
                return IoResult.TlsFailed;
        }
    }
}
