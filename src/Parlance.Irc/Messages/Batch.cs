using System.Text;
using Parlance.Domain.Messages;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Messages;

/// <summary><c>BATCH +&lt;reference&gt; draft/multiline &lt;target&gt;</c>, <c>BATCH -&lt;reference&gt;</c>: a message of several lines (IRCv3 client-batch, draft/multiline).</summary>
public sealed class BatchCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("BATCH", ParamsMin: 1, Syntax: "+<reference> draft/multiline <target> | -<reference>", Help: "Begins or ends a message of several lines.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (!client.Has(Capability.Multiline) || !client.Has(Capability.Batch)) client.Reply(Numerics.UnknownCommand, "BATCH");
        else if (line[0].StartsWith((byte)'+')) Batches.Open(client, line, Encoding.UTF8.GetString(line[0][1..]));
        else if (line[0].StartsWith((byte)'-')) Batches.Close(client, Encoding.UTF8.GetString(line[0][1..]));
        else Batches.Fail(client, new("MULTILINE_INVALID", "A batch begins with + and ends with -"));
    }
}

/// <summary>What a client says within a batch. A batch with a fault is void, and the rest of its lines with it.</summary>
internal static class Batches
{
    private const string Type = "draft/multiline";

    public static void Open(IrcSession client, in IrcLine line, string reference)
    {
        if (client.OpenBatch is not null) Fail(client, new("MULTILINE_INVALID", "A batch is open already"));
        else if (reference.Length is 0 or > OpenBatch.ReferenceMax) Fail(client, new("MULTILINE_INVALID", $"A reference has 1 to {OpenBatch.ReferenceMax} characters"));
        else if (line.Count < 3 || !line[1].SequenceEqual("draft/multiline"u8)) Fail(client, new("MULTILINE_INVALID", $"Only batches of type {Type} with a target are taken"));
        else if (line[2].IsEmpty || line[2].Contains((byte)',')) Fail(client, new("MULTILINE_INVALID", "A batch has one target"));
        else
        {
            var tags = client.Has(Capability.MessageTags) ? client.Dialect.KeepClientTags(line.Tags).ToArray() : [];
            client.OpenBatch = new(reference, Encoding.UTF8.GetString(line[2]), tags, client.PutLabel(), client.Node.Now.Monotonic + OpenBatch.OpenMillisecondsMax);
            if (!client.IsBatchTimed) Time(client);
            return;
        }

        client.VoidBatch = reference;
    }

    /// <summary>Looks again when the batch at hand is due. A client has one such timer, however many batches it sends.</summary>
    private static void Time(IrcSession client)
    {
        client.IsBatchTimed = true;
        client.Node.Timers.At(client.OpenBatch!.Due, now =>
        {
            client.IsBatchTimed = false;
            if (client.OpenBatch is not { } batch || client.Connection.IsGone || client.Connection.IsClosing) return;
            if (batch.Due > now.Monotonic) Time(client);
            else
            {
                Fail(client, new("TIMEOUT", "The batch was not ended in time"));
                client.EndLabel();
            }
        });
    }

    public static void Close(IrcSession client, string reference)
    {
        if (client.OpenBatch is not { } batch)
        {
            if (client.VoidBatch != reference) Fail(client, new("MULTILINE_INVALID", "No batch is open"));
            client.VoidBatch = null;
        }
        else if (batch.Reference != reference) Fail(client, new("MULTILINE_INVALID", "The batch that is open has another reference"));
        else if (batch.IsBlank) Fail(client, new("MULTILINE_INVALID", "The batch says nothing"));
        else
        {
            client.OpenBatch = null;
            client.TakeUpLabel(batch.Label);
            client.Active();
            Messaging.To(client, Encoding.UTF8.GetBytes(batch.Target), new(batch.Kind, batch.Kind == MessageKind.Say ? "PRIVMSG" : "NOTICE", batch.Text, batch.Tags, batch.Joined));
        }
    }

    /// <summary>Whether the line belongs to a batch, and so is no command of its own.</summary>
    public static bool Take(IrcSession client, in IrcLine line)
    {
        var open = client.OpenBatch;
        if (open is null && (line.Tags.IsEmpty || !client.Has(Capability.Multiline))) return false;

        var reference = IrcTags.Find(line.Tags, "batch"u8, out var tag) ? Encoding.UTF8.GetString(tag) : null;
        if (reference is null && (open is null || IsAllowedWithin(line.Verb))) return false;
        if (open is null)
        {
            if (reference != client.VoidBatch) Fail(client, new("MULTILINE_INVALID", "No such batch is open"));
        }
        else if (reference != open.Reference) Fail(client, new("MULTILINE_INVALID", "Another command came while a batch was open"));
        else if (KindOf(line.Verb) is not { } kind || line.Count < 2) Fail(client, new("MULTILINE_INVALID", "A batch holds PRIVMSG or NOTICE with a target and a text"));
        else if (open.Add(kind, line[0], line[1], IrcTags.Find(line.Tags, "draft/multiline-concat"u8, out _), client.Node.Settings.Limits) is { } fault) Fail(client, fault);
        else client.PutLabel();

        return true;
    }

    /// <summary>Says what is wrong, under the label of the batch; lines of it that still come are passed over.</summary>
    public static void Fail(IrcSession client, BatchFault fault)
    {
        if (client.OpenBatch is { } batch)
        {
            client.OpenBatch = null;
            client.VoidBatch = batch.Reference;
            client.TakeUpLabel(batch.Label);
        }

        client.Fail("BATCH", fault.Code, fault.Text, fault.Context);
    }

    private static bool IsAllowedWithin(ReadOnlySpan<byte> verb) =>
        Is(verb, "BATCH"u8) || Is(verb, "PING"u8) || Is(verb, "PONG"u8) || Is(verb, "QUIT"u8);

    private static MessageKind? KindOf(ReadOnlySpan<byte> verb) => Is(verb, "PRIVMSG"u8) ? MessageKind.Say : Is(verb, "NOTICE"u8) ? MessageKind.Notice : null;

    private static bool Is(ReadOnlySpan<byte> verb, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(verb, name);
}
