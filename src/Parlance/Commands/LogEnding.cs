using System.Runtime.InteropServices;

namespace Parlance.Commands;

/// <summary>When a command that may last is to end: SIGINT, SIGTERM, or what its caller says.</summary>
internal sealed class LogEnding : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public LogEnding(CancellationToken outer)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(outer);
        _interrupt = On(PosixSignal.SIGINT);
        _terminate = On(PosixSignal.SIGTERM);
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private PosixSignalRegistration On(PosixSignal signal) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;   // the default would end the process in the middle of a line
        _source.Cancel();
    });
}
