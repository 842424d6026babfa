namespace Parlance.Web.Past;

/// <summary>Takes what is written in one go on a worker, and waits there for a client that reads slowly: only that worker waits.</summary>
internal sealed class ForwardStream(System.IO.Stream to) : System.IO.Stream
{
    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => to.WriteAsync(buffer.ToArray()).AsTask().GetAwaiter().GetResult();

    public override void Flush() => to.FlushAsync().GetAwaiter().GetResult();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
