using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Parlance.Web.Serving;

/// <summary>TLS between the socket and HTTP: Kestrel's own wants the whole host around it, which costs twice the start (docs/adr/0009).</summary>
internal static class TlsConnections
{
    private static readonly TimeSpan s_handshakeWithin = TimeSpan.FromSeconds(10);

    public static async Task Serve(ConnectionContext connection, Certificates certificates, ConnectionDelegate next)
    {
        await using var secure = new SslStream(new SocketStream(connection.Transport), leaveInnerStreamOpen: false);
        try
        {
            using var within = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
            within.CancelAfter(s_handshakeWithin);
            await secure.AuthenticateAsServerAsync(certificates.Options, within.Token);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException)
        {
            return;
        }

        connection.Features.Set<ITlsConnectionFeature>(new Tls());
        var plain = connection.Transport;
        connection.Transport = new Duplex(PipeReader.Create(secure), PipeWriter.Create(secure));
        try
        {
            await next(connection);
        }
        finally
        {
            await connection.Transport.Input.CompleteAsync();
            await connection.Transport.Output.CompleteAsync();
            connection.Transport = plain;
        }
    }

    /// <summary>That it is there makes a request's scheme https.</summary>
    private sealed class Tls : ITlsConnectionFeature
    {
        public X509Certificate2? ClientCertificate { get; set; }

        public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken) => Task.FromResult<X509Certificate2?>(null);
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;
        public PipeWriter Output => output;
    }

    /// <summary>The socket's two pipes as a stream.</summary>
    private sealed class SocketStream(IDuplexPipe pipe) : System.IO.Stream
    {
        private readonly System.IO.Stream _input = pipe.Input.AsStream(leaveOpen: true);
        private readonly System.IO.Stream _output = pipe.Output.AsStream(leaveOpen: true);

        public override bool CanRead => true;
        public override bool CanWrite => true;
        public override bool CanSeek => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => _input.Read(buffer, offset, count);
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _input.ReadAsync(buffer, cancellationToken);
        public override void Write(byte[] buffer, int offset, int count) => _output.Write(buffer, offset, count);
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => _output.WriteAsync(buffer, cancellationToken);
        public override void Flush() => _output.Flush();
        public override Task FlushAsync(CancellationToken cancellationToken) => _output.FlushAsync(cancellationToken);
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
