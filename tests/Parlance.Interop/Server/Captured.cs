using OsProcess = System.Diagnostics.Process;
using System.Text;

namespace Parlance.Live;

/// <summary>What a process prints, kept line by line, with a way to wait for a line.</summary>
public sealed class Captured
{
    /// <summary>A server that prints more than this has something wrong with it; what comes later is dropped.</summary>
    public const int CharsMax = 1 << 20;

    private readonly StringBuilder _text = new();
    private readonly Lock _gate = new();
    private string _awaited = "";
    private TaskCompletionSource _heard = new();

    public string Text
    {
        get { lock (_gate) return _text.ToString(); }
    }

    /// <summary>Ends when a line that contains <paramref name="words"/> is printed after this call.</summary>
    public Task WaitFor(string words)
    {
        lock (_gate)
        {
            _awaited = words;
            _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _heard.Task;
        }
    }

    public void Follow(OsProcess process)
    {
        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.ErrorDataReceived += (_, e) => Take(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_gate)
        {
            if (_text.Length < CharsMax) _text.AppendLine(line);
            if (_awaited.Length > 0 && line.Contains(_awaited, StringComparison.Ordinal)) _heard.TrySetResult();
        }
    }
}
