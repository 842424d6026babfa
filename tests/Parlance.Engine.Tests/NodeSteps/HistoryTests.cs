using Parlance.Domain.Accounts;
using Parlance.Log;

namespace Parlance.Engine.Tests.NodeSteps;

/// <summary>Questions to the archive, with the disk and the workers in the test's hands.</summary>
public class HistoryTests
{
    private const string Asks = "CHATHISTORY LATEST #lobby * 10";
    private const string Caps = "batch draft/chathistory";

    private readonly MemoryEventStore _store = new();

    [Fact]
    public void the_answer_has_what_was_said_before_the_question_and_what_is_said_later_comes_behind_it()
    {
        var rig = new NodeRig(archive: _store.Archive);
        var ana = rig.Enter("ana");
        var ben = rig.Enter("ben", caps: Caps);
        ana.Says("PRIVMSG #lobby :before");
        ben.Says(Asks, "PING x");
        ana.Says("PRIVMSG #lobby :after");
        // It is not written yet: the question waits for the disk, not only for a worker.
        Assert.Empty(Work(rig));
        Write(rig);
        var heard = string.Join('\n', ben.Hears());
        Assert.Contains(":before", heard, StringComparison.Ordinal);
        Assert.DoesNotContain(":after", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("PONG", heard, StringComparison.Ordinal);

        Finish(rig, Work(rig));
        heard = string.Join('\n', ben.Hears());
        Assert.Matches("BATCH \\+B0 chathistory #lobby\n@batch=B0 .*:before\n.*BATCH -B0\n.*:after\n.*PONG", heard.Replace("\r", "", StringComparison.Ordinal).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void while_the_disk_fails_a_question_is_answered_that_it_cannot_be()
    {
        var rig = new NodeRig(archive: _store.Archive);
        var ana = rig.Enter("ana", caps: Caps);
        ana.Says("PRIVMSG #lobby :unwritten", Asks);
        rig.BreakDisk("no room");
        Finish(rig, Work(rig));
        Assert.Contains(ana.Hears(), line => line.Contains("FAIL CHATHISTORY MESSAGE_ERROR LATEST #lobby", StringComparison.Ordinal));
    }

    [Fact]
    public void what_waits_behind_a_question_counts_against_the_send_queue()
    {
        var rig = new NodeRig(NodeRig.Unlimited with { Limits = new() { Enabled = false, SendQueue = 2_000 } }, _store.Archive);
        var ana = rig.Enter("ana");
        var ben = rig.Enter("ben", caps: Caps);
        ben.Says(Asks);
        for (var i = 0; i < 40; i++) ana.Says($"PRIVMSG #lobby :{new string('x', 100)}");
        rig.Turn();
        Assert.Contains(ben.Hears(), line => line.Contains("SendQ exceeded", StringComparison.Ordinal));
    }

    [Fact]
    public void an_account_that_was_away_is_given_what_it_was_told_and_once()
    {
        var rig = new NodeRig(archive: _store.Archive);
        foreach (var name in (string[])["Ana", "Ben"]) rig.Node.Carry(new CreateAccount(name, null).Decide(rig.Node.State, rig.Node.Circumstances()), null, null);
        var ana = LogIn(rig, "anna", "ana");
        var ben = LogIn(rig, "bennet", "ben");
        ana.Hears();
        rig.Lose(ben);
        rig.Turn(10);
        ana.Says("PRIVMSG Ben :while you were out", "PRIVMSG nobody :hello?");
        Write(rig);
        Assert.Single(ana.Hears(), line => line.Contains(" 401 ", StringComparison.Ordinal));

        rig.Turn(10);
        ben = LogIn(rig, "benny", "ben");
        Assert.Contains(ben.Hears(), line => line.StartsWith(":anna!", StringComparison.Ordinal) && line.EndsWith("while you were out", StringComparison.Ordinal));
        Assert.NotNull(rig.Node.State.Accounts.Single(a => a.Folded == "ben").Reads.Of(ReadMarks.Delivered));
    }

    [Fact]
    public void all_sessions_of_an_account_hear_how_far_one_of_them_has_read()
    {
        var rig = new NodeRig(archive: _store.Archive);
        rig.Node.Carry(new CreateAccount("Ana", null).Decide(rig.Node.State, rig.Node.Circumstances()), null, null);
        var phone = LogIn(rig, "anna", "ana", "draft/read-marker");
        var desk = LogIn(rig, "anna2", "ana", "draft/read-marker");
        var ben = rig.Enter("ben", room: null, caps: "draft/read-marker");
        desk.Hears();
        phone.Hears();
        phone.Says("MARKREAD ben timestamp=2020-01-01T00:00:00.000Z");
        rig.Commit();
        Assert.Contains("MARKREAD ben timestamp=2020-01-01T00:00:00.000Z", Assert.Single(phone.Hears()), StringComparison.Ordinal);
        Assert.Contains("MARKREAD ben timestamp=2020-01-01T00:00:00.000Z", Assert.Single(desk.Hears()), StringComparison.Ordinal);
        Assert.Empty(ben.Hears());
    }

    private Client LogIn(NodeRig rig, string nick, string account, string caps = "")
    {
        var client = rig.Enter(nick, room: null, caps: caps);
        Assert.True(rig.Node.State.Accounts.TryGet(account, out var found));
        Assert.Null(rig.Node.LogIn(client.Connection.Session, "irc", found));
        Write(rig);
        Finish(rig, Work(rig));
        return client;
    }

    /// <summary>All that the node has said is written, and it is told so.</summary>
    private void Write(NodeRig rig)
    {
        rig.Gather();
        _store.Append(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rig.Log)[(int)_store.Last..]);
        rig.Commit();
    }

    private List<Work> Work(NodeRig rig)
    {
        rig.Gather();
        _store.Append(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rig.Log)[(int)_store.Last..]);
        var work = rig.Work.ToList();
        rig.Work.Clear();
        return work;
    }

    private static void Finish(NodeRig rig, List<Work> work)
    {
        foreach (var one in work)
        {
            one.Run();
            rig.Node.Step(Input.WorkDone(one), rig.Now);
        }

        for (var i = 0; i < 3; i++) rig.Turn();
        rig.Commit();
    }
}
