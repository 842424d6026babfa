using System.Net;
using System.Text;
using Parlance.Domain;
using Parlance.Engine;
using Parlance.Engine.Transport;
using Parlance.Irc;

namespace Parlance.Conventions;

/// <summary>A refusal is a value inside and words at the edge: each has words of its own in each dialect.</summary>
public class RefusalTests
{
    [Fact]
    public void every_refusal_has_words_on_irc() =>
        Ratchet.Holds("refusals-unworded", Enum.GetValues<RefusalCode>().Where(code => Words(code).Contains("Refused: ", StringComparison.Ordinal)).Select(code => code.ToString()),
            "Give it a case in Refusals.cs.");

    [Fact]
    public void words_of_a_refusal_are_one_line_with_nothing_missing() => Assert.All(Enum.GetValues<RefusalCode>(), code =>
    {
        var words = Words(code);
        Assert.Equal(words.Length - 2, words.IndexOf("\r\n", StringComparison.Ordinal));
        Assert.DoesNotContain("  ", words, StringComparison.Ordinal);
    });

    private static string Words(RefusalCode code)
    {
        var seed = new byte[32];
        var now = new Moment(new(1_800_000_000_000), 1000);
        var node = new Node(new() { Limits = new() { Enabled = false } }, new(), 0, made => [new IrcDialect(made, seed)], seed, now);
        node.Step(Input.Opened(0, new(new Listener { Dialect = "irc", Address = IPAddress.Loopback, Port = 6667 }, IPAddress.Loopback, 40_000)), now);
        var connection = node.Find(0)!;
        ((IrcSession)connection.Session).Refuse(new(code, "detail"), "ASK", "#lobby", "ana");
        return Encoding.UTF8.GetString(connection.Ready);
    }
}
