using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Log;

namespace Parlance.Engine.Tests.NodeSteps;

/// <summary>A start that reads only what is durable, and no messages, knows what a start that reads everything knows.</summary>
public class RestartTests
{
    [Fact]
    public void what_is_not_durable_is_void_after_a_start()
    {
        var rig = new NodeRig();
        Client ana = rig.Enter("ana"), ben = rig.Enter("ben"), cleo = rig.Enter("cleo", "#empty");
        ana.Says("TOPIC #lobby :tea", "MODE #lobby +ntkl-m key 20", "MODE #lobby +ov ben ben", "MODE #lobby +beI *!*@bad a!*@* b!*@*", "MODE #lobby -e a!*@*",
            "PRIVMSG #lobby :hello", "INVITE cleo #lobby", "AWAY :out", "NICK anna", "MODE anna +B");
        cleo.Says("TOPIC #empty :later", "MODE #empty +i", "PART #empty");
        ben.Says("PRIVMSG cleo :psst", "KICK #lobby anna", "QUIT :bye");
        rig.Commit();

        var started = new LogEntry(new NodeStarted(2, "test"), rig.Log[^1].At with { Position = rig.Node.Position + 1 });
        var all = State(rig.Log.Append(started));
        var lasting = State(rig.Log.Where(entry => entry.Event.Durable && entry.Event is not MessageSent).Append(started));
        Assert.Contains("tea", all, StringComparison.Ordinal);
        Assert.Contains("later", all, StringComparison.Ordinal);
        Assert.DoesNotContain("anna", all, StringComparison.Ordinal);
        Assert.Equal(all, lasting);
        Assert.True(rig.Log.Count(entry => entry.Event.Durable) < rig.Log.Count);
    }

    private static string State(IEnumerable<LogEntry> entries)
    {
        var state = new NodeState();
        foreach (var entry in entries) state.Take(entry.Event, entry.At);
        return state.ToJson();
    }
}
