using System.Runtime.InteropServices;

namespace Parlance.Engine.Tls;

/// <summary>The calls of OpenSSL 3 that are used (https://docs.openssl.org/3.0/man3/). Macros of its headers are the <c>ctrl</c> numbers below.</summary>
internal static unsafe class OpenSsl
{
    private const string Ssl = "libssl.so.3", Crypto = "libcrypto.so.3";

    public const int FileIsPem = 1;
    public const int ErrorSsl = 1, WantRead = 2, WantWrite = 3, ErrorSyscall = 5, ZeroReturn = 6;
    public const int SetMode = 33, SetReadAhead = 41, SetSessionCache = 44, SetMinVersion = 123, ExtendedMasterSecret = 122;
    public const int Tls12 = 0x0303;
    public const int ModePartialWrite = 1, ModeMovingBuffer = 2, ModeReleaseBuffers = 0x10;
    public const int VerifyPeer = 1;

    public const ulong IgnoreUnexpectedEof = 1 << 7, NoTicket = 1 << 14, NoCompression = 1 << 17, PrioritizeChaCha = 1 << 21,
        ServerPreference = 1 << 22, NoRenegotiation = 1 << 30;

    [DllImport(Ssl)] public static extern nint TLS_server_method();
    [DllImport(Ssl)] public static extern nint SSL_CTX_new(nint method);
    [DllImport(Ssl)] public static extern void SSL_CTX_free(nint context);
    [DllImport(Ssl)] public static extern int SSL_CTX_up_ref(nint context);
    [DllImport(Ssl)] public static extern nint SSL_CTX_ctrl(nint context, int command, nint number, nint pointer);
    [DllImport(Ssl)] public static extern ulong SSL_CTX_set_options(nint context, ulong options);
    [DllImport(Ssl)] public static extern int SSL_CTX_set_num_tickets(nint context, nint count);
    [DllImport(Ssl)] public static extern int SSL_CTX_set_cipher_list(nint context, byte* list);
    [DllImport(Ssl)] public static extern void SSL_CTX_set_verify(nint context, int mode, nint callback);
    [DllImport(Ssl)] public static extern void SSL_CTX_set_cert_verify_callback(nint context, delegate* unmanaged<nint, nint, int> callback, nint argument);
    [DllImport(Ssl)] public static extern void SSL_CTX_set_default_passwd_cb(nint context, delegate* unmanaged<byte*, int, int, nint, int> callback);
    [DllImport(Ssl)] public static extern int SSL_CTX_use_certificate_chain_file(nint context, byte* path);
    [DllImport(Ssl)] public static extern int SSL_CTX_use_PrivateKey_file(nint context, byte* path, int type);
    [DllImport(Ssl)] public static extern int SSL_CTX_check_private_key(nint context);

    [DllImport(Ssl)] public static extern nint SSL_new(nint context);
    [DllImport(Ssl)] public static extern void SSL_free(nint ssl);
    [DllImport(Ssl)] public static extern int SSL_set_fd(nint ssl, int fd);
    [DllImport(Ssl)] public static extern int SSL_accept(nint ssl);
    [DllImport(Ssl)] public static extern int SSL_read(nint ssl, byte* to, int length);
    [DllImport(Ssl)] public static extern int SSL_write(nint ssl, byte* from, int length);
    [DllImport(Ssl)] public static extern int SSL_shutdown(nint ssl);
    [DllImport(Ssl)] public static extern int SSL_get_error(nint ssl, int result);
    [DllImport(Ssl)] public static extern int SSL_has_pending(nint ssl);
    [DllImport(Ssl)] public static extern nint SSL_ctrl(nint ssl, int command, nint number, nint pointer);
    [DllImport(Ssl)] public static extern int SSL_version(nint ssl);
    [DllImport(Ssl)] public static extern nint SSL_get_version(nint ssl);
    [DllImport(Ssl)] public static extern nint SSL_get_current_cipher(nint ssl);
    [DllImport(Ssl)] public static extern nint SSL_CIPHER_get_name(nint cipher);
    [DllImport(Ssl)] public static extern nint SSL_get1_peer_certificate(nint ssl);
    [DllImport(Ssl)] public static extern nint SSL_get_peer_finished(nint ssl, byte* to, nint length);
    [DllImport(Ssl)] public static extern int SSL_export_keying_material(nint ssl, byte* to, nint length, byte* label, nint labelLength, byte* context, nint contextLength, int useContext);

    [DllImport(Crypto)] public static extern int X509_digest(nint certificate, nint digest, byte* to, uint* length);
    [DllImport(Crypto)] public static extern void X509_free(nint certificate);
    [DllImport(Crypto)] public static extern nint EVP_sha256();
    [DllImport(Crypto)] public static extern nuint ERR_get_error();
    [DllImport(Crypto)] public static extern void ERR_clear_error();
    [DllImport(Crypto)] public static extern void ERR_error_string_n(nuint code, byte* to, nint length);

    /// <summary>The oldest error of this thread in OpenSSL's words; clears the rest.</summary>
    public static string Error()
    {
        var text = stackalloc byte[256];
        ERR_error_string_n(ERR_get_error(), text, 256);
        ERR_clear_error();
        return Marshal.PtrToStringUTF8((nint)text) ?? "";
    }
}
