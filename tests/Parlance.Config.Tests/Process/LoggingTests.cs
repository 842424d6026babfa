using System.Text.Json;
using Parlance.Logging;

namespace Parlance.Config.Tests.Process;

public sealed class LoggingTests
{
    private readonly StringWriter _output = new();

    [Fact]
    public void lines_below_the_level_are_not_written()
    {
        var log = new ServerLog(_output);
        log.Configure("warning", "text");
        log.Write(LogLevel.Information, "node", "small talk");
        log.Write(LogLevel.Warning, "node", "smoke");
        Assert.EndsWith(" warning node: smoke\n", _output.ToString());
        Assert.DoesNotContain("small talk", _output.ToString());
    }

    [Fact]
    public void none_means_none()
    {
        var log = new ServerLog(_output);
        log.Configure("none", "text");
        log.Write(LogLevel.Error, "node", "fire");
        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public void a_message_is_one_line_whatever_is_in_it()
    {
        new ServerLog(_output).Write(LogLevel.Error, "node", "a\nb\u001b[2Jc");
        Assert.Equal(1, _output.ToString().Count(c => c == '\n'));
        Assert.EndsWith("a?b?[2Jc\n", _output.ToString());
    }

    [Fact]
    public void json_lines_carry_the_fields()
    {
        var log = new ServerLog(_output);
        log.Configure("debug", "json");
        log.Write(LogLevel.Debug, "node", "a\nb", ("peer", "x\"y"), ("count", 3));
        var line = JsonDocument.Parse(_output.ToString()).RootElement;
        Assert.Equal(("debug", "node", "a\nb", "x\"y", "3"), (line.GetProperty("level").GetString(), line.GetProperty("area").GetString(),
            line.GetProperty("message").GetString(), line.GetProperty("peer").GetString(), line.GetProperty("count").GetString()));
    }

    [Fact]
    public void the_journal_gets_priorities_instead_of_times()
    {
        new ServerLog(_output, journal: true).Write(LogLevel.Error, "node", "fire");
        Assert.Equal("<3>node: fire\n", _output.ToString());
    }

    [Fact]
    public void a_message_without_end_is_cut()
    {
        new ServerLog(_output).Write(LogLevel.Error, "node", new string('x', 100_000));
        Assert.InRange(_output.ToString().Length, ServerLog.MessageLengthMax, ServerLog.MessageLengthMax + 100);
    }
}
