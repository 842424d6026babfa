using System.Text;
using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Engine;
using Parlance.Engine.Rates;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Wire;

namespace Parlance.Irc;

/// <summary>An IRC client: reads its lines, runs them through the gate, and answers in numerics.</summary>
public sealed partial class IrcSession : Engine.Session
{
    private Labels? _labels;
    private Allowance _allowance;
    private bool _skipping;

    internal IrcSession(Connection connection, IrcDialect dialect)
        : base(connection)
    {
        Dialect = dialect;
        _allowance = new(connection);
        _openedAt = _heardAt = dialect.Node.Now.Monotonic;
        SetCapabilities(Capability.None);
    }

    public IrcDialect Dialect { get; }
    public Capability Caps { get; private set; }

    /// <summary>The version of capability negotiation the client speaks; 302 knows values.</summary>
    public int CapVersion { get; set; } = 301;
    public string ServerName => Node.Settings.Server.Name;
    public Stage Stage => User is null ? Stage.Registering : User.Operator is null ? Stage.Registered : Stage.Operator;

    /// <summary>The nick to address the client by; <c>*</c> until it has one.</summary>
    public string Nick => User?.Nick ?? Registration?.Nick ?? "*";
    public override bool WantsEcho => Has(Capability.EchoMessage);

    /// <summary>When the user last said something; for WHOIS idle (monotonic ms).</summary>
    public long ActiveAt { get; private set; }

    public bool Has(Capability capability) => (Caps & capability) != 0;

    public void SetCapabilities(Capability caps)
    {
        Caps = caps;
        Connection.Rendering = Node.Audience.Renderings.NumberOf(Dialect, (ulong)(caps & Capability.Rendered));
    }

    public bool HasPrivilege(string privilege) => User?.Operator is { } grant && Node.Settings.OperatorClasses.FirstOrDefault(c => c.Name == grant.Class) is { } @class
        && (@class.Privileges.Contains("*") || @class.Privileges.Contains(privilege));

    public override int Consume(ReadOnlySpan<byte> bytes, ref TurnBudget budget)
    {
        var rest = bytes;
        while (budget.Lines > 0 && !Connection.IsClosing && Connection is { Answer: null, IsWaiting: false } && !_beginsTls)
        {
            if (_allowance.MustWait(Connection, out var until) && !HasPrivilege("flood"))
            {
                budget.WaitUntil = until;
                break;
            }

            var status = LineSplitter.Next(ref rest, Node.Settings.Limits.LineLength, ref _skipping, out var line);
            if (status == LineStatus.Incomplete) break;
            var deliveries = Node.Audience.Deliveries;
            if (status == LineStatus.TooLong) Reply(Numerics.InputTooLong);
            else Handle(line);
            budget.Lines -= 1 + (int)((Node.Audience.Deliveries - deliveries) / TurnBudget.DeliveriesPerLine);
        }

        if (_beginsTls && !rest.IsEmpty) Node.Disconnect(Connection, "Something came in the clear after STARTTLS");
        return bytes.Length - rest.Length;
    }

    private void Handle(ReadOnlySpan<byte> bytes)
    {
        if (!IrcLine.TryParse(bytes, out var line)) return;
        _heardAt = Node.Now.Monotonic;
        var card = Dialect.Commands.Find(line.Verb);
        _allowance.Spend(Connection, card?.Verb.Cost ?? 1);
        Node.Counters.Commands++;
        if (!Utf8Only.IsValid(bytes))
        {
            Fail("*", "INVALID_UTF8", "Message rejected: your client must use UTF-8");
            return;
        }

        if (!line.Tags.IsEmpty && Has(Capability.LabeledResponse) && Has(Capability.Batch) && IrcTags.Find(line.Tags, "label"u8, out var label) && label.Length is > 0 and <= Labels.LabelMax)
            OwnLabels.Begin(Encoding.UTF8.GetString(label));

        var durable = Node.LastDurable;
        var from = Connection.Written;
        if (!Messages.Batches.Take(this, line)) IrcCommands.Run(this, line, card);
        if (Connection.Answer is not null) _labels?.Open();
        else _labels?.End();
        if (Node.LastDurable != durable && !Connection.IsGone) Connection.Hold(from, Node.LastDurable);
    }

    /// <summary>Gives a long answer in slices over turns; each step of the enumeration has written one slice.</summary>
    public void Answer(IEnumerable<int> slices) => Node.Answer(Connection, Slices(slices));

    /// <summary>The first slice is made within the command, and what it says is gathered with the rest; later ones stand alone.</summary>
    private IEnumerator<int> Slices(IEnumerable<int> slices)
    {
        using var each = slices.GetEnumerator();
        while (true)
        {
            if (_labels is { IsOpen: true } before) before.Resume();
            var goesOn = each.MoveNext();
            if (_labels is { IsOpen: true } after) after.Pause();
            if (!goesOn) break;
            yield return each.Current;
        }

        if (_labels is { IsOpen: true }) _labels.End();
    }

    /// <summary>Notes that the user said something.</summary>
    public void Active() => ActiveAt = Node.Now.Monotonic;

    /// <summary>A numeric to this client. Words come first, then the numeric's own text.</summary>
    public void Reply(Numeric numeric, params ReadOnlySpan<string> words)
    {
        var pen = StartReply(numeric);
        if (numeric.Text is { } text)
        {
            foreach (var word in words) pen.Middle(word);
            pen.Trail(text);
        }
        else
        {
            for (var i = 0; i < words.Length - 1; i++) pen.Middle(words[i]);
            if (words.Length > 0) pen.Last(words[^1]);
        }

        pen.End();
        Flush(pen);
    }

    /// <summary>A numeric with words of the moment as its text.</summary>
    public void ReplyText(Numeric numeric, string text, params ReadOnlySpan<string> words)
    {
        var pen = StartReply(numeric);
        foreach (var word in words) pen.Middle(word);
        pen.Trail(text).End();
        Flush(pen);
    }

    /// <summary>Begins a numeric by hand; end the line and <see cref="Flush"/>.</summary>
    public IrcPen StartReply(Numeric numeric)
    {
        var pen = StartLine().From(ServerName);
        Span<byte> code = [(byte)('0' + (numeric.Code / 100)), (byte)('0' + (numeric.Code / 10 % 10)), (byte)('0' + (numeric.Code % 10))];
        return pen.Word(code).Word(Nick);
    }

    /// <summary>Begins any line to this client; tags may be added before the source.</summary>
    public IrcPen StartLine()
    {
        var pen = Dialect.Pen.For(Caps).Begin();
        if (BatchTag is { } batch) pen.Tag("batch"u8, batch);
        return Has(Capability.ServerTime) ? pen.Time(Node.Now.Wall) : pen;
    }

    /// <summary>The batch that lines belong to just now (<see cref="ReplyBatch"/>).</summary>
    internal string? BatchTag { get; set; }

    internal string NextBatch() => $"B{_batches++}";

    private ulong _batches;

    public void Flush(IrcPen pen)
    {
        Connection.Write(pen.Written);
        pen.Forget();
    }

    /// <summary>A notice of the server.</summary>
    public override void Notice(string text)
    {
        var pen = StartLine();
        pen.From(ServerName).Word("NOTICE"u8).Word(Nick).Trail(text).End();
        Flush(pen);
    }

    /// <summary>A standard reply <c>FAIL</c>; a notice for clients that do not know it (IRCv3 standard-replies).</summary>
    public void Fail(string command, string code, string text, params ReadOnlySpan<string> context) => Standard("FAIL"u8, command, code, text, context);

    public void Warn(string command, string code, string text, params ReadOnlySpan<string> context) => Standard("WARN"u8, command, code, text, context);

    public void Note(string command, string code, string text, params ReadOnlySpan<string> context) => Standard("NOTE"u8, command, code, text, context);

    private void Standard(ReadOnlySpan<byte> kind, string command, string code, string text, ReadOnlySpan<string> context)
    {
        if (!Has(Capability.StandardReplies) && !kind.SequenceEqual("FAIL"u8))
        {
            Notice(text);
            return;
        }

        var pen = StartLine().From(ServerName).Word(kind).Word(command).Word(code);
        foreach (var word in context) pen.Middle(word);
        pen.Trail(text).End();
        Flush(pen);
    }

    public override void Ended(string reason)
    {
        _labels?.Resume();
        Node.Leave(this, reason);
        Dialect.Forget(this);
        _isNewcomer = Registration is not null;
        Registration = null;
    }

    public override void SayGoodbye(string reason)
    {
        if (_isNewcomer) Dialect.Turnaways.Note(Connection, reason);
        var pen = StartLine();
        pen.Bare("ERROR"u8).Trail($"Closing link: ({Connection.Peer.Address}) [{reason}]").End();
        Flush(pen);
        _labels?.End();
    }
}
