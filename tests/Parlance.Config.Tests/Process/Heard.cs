using System.Text;

namespace Parlance.Config.Tests.Process;

/// <summary>A writer that can be waited on for words.</summary>
internal sealed class Heard : TextWriter
{
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_text)
        {
            _text.Append(value);
            Monitor.PulseAll(_text);
        }
    }

    public override void Write(string? value)
    {
        lock (_text)
        {
            _text.Append(value);
            Monitor.PulseAll(_text);
        }
    }

    public Task Said(string words) => Task.Run(() =>
    {
        lock (_text)
            while (!_text.ToString().Contains(words, StringComparison.Ordinal))
                Assert.True(Monitor.Wait(_text, TimeSpan.FromSeconds(20)), $"'{words}' was not said");
    });

    public override string ToString()
    {
        lock (_text) return _text.ToString();
    }
}
