using System.Text;
using Parlance.Engine.Security.Sasl;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Accounts;

/// <summary><c>AUTHENTICATE &lt;mechanism&gt; | &lt;chunk&gt; | *</c>: IRCv3 SASL 3.2, before registration is complete and after.</summary>
public sealed class AuthenticateCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("AUTHENTICATE", ParamsMin: 1, From: Stage.Any, Syntax: "<mechanism> | <base64> | *", Help: "Logs in to an account (SASL).");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var words = line[0];
        if (client.Sasl is not { } dialogue) Begin(client, words);
        else if (words.SequenceEqual("*"u8)) client.AbortSasl();
        else if (dialogue.Exchange.IsPending) Fail(client, SaslFault.Malformed);
        else
        {
            switch (dialogue.Take(words, out var message))
            {
                case ChunkResult.Malformed: Fail(client, SaslFault.Malformed); break;
                case ChunkResult.TooLong: Fail(client, SaslFault.TooLong); break;
                case ChunkResult.Whole: Go(client, dialogue, message); break;
            }
        }
    }

    private static void Begin(IrcSession client, ReadOnlySpan<byte> mechanism)
    {
        if (client.AccountNow is not null)
        {
            client.Reply(Numerics.SaslAlready);
            return;
        }

        if (mechanism.Length > SaslDialogue.ChunkLength)
        {
            client.Reply(Numerics.SaslTooLong);
            return;
        }

        if (client.Node.Logins.Begin(client.SaslClient, Encoding.UTF8.GetString(mechanism)) is not { } exchange)
        {
            var offered = client.Node.Logins.Offered(client.SaslClient);
            if (offered.Count > 0) client.Reply(Numerics.SaslMechanisms, string.Join(',', offered));
            client.Reply(Numerics.SaslFail);
            return;
        }

        client.Sasl = new(exchange);
        Say(client, "+");
    }

    private static void Go(IrcSession client, SaslDialogue dialogue, byte[] message)
    {
        if (dialogue.Proved is { } proved)
        {
            if (message.Length == 0) End(client, proved);
            else Fail(client, SaslFault.Malformed);
            return;
        }

        var registering = client.Registration;
        var outcome = dialogue.Exchange.Step(message, late =>
        {
            if (registering is not null) registering.Pending--;
            Hear(client, dialogue, late);
            if (ReferenceEquals(client.Registration, registering)) client.TryRegister();
        });
        if (outcome.Result == SaslResult.Pending && registering is not null) registering.Pending++;
        Hear(client, dialogue, outcome);
    }

    private static void Hear(IrcSession client, SaslDialogue dialogue, in SaslOutcome outcome)
    {
        switch (outcome.Result)
        {
            case SaslResult.Challenge:
                foreach (var chunk in SaslDialogue.Chunks(outcome.Data)) Say(client, chunk);
                break;
            case SaslResult.Success when !outcome.Data.IsEmpty:
                dialogue.Proved = outcome;
                foreach (var chunk in SaslDialogue.Chunks(outcome.Data)) Say(client, chunk);
                break;
            case SaslResult.Success:
                End(client, outcome);
                break;
            case SaslResult.Failure:
                Fail(client, outcome.Fault, outcome.Detail);
                break;
        }
    }

    private static void End(IrcSession client, in SaslOutcome proved)
    {
        client.Sasl = null;
        if (client.LogIn(proved.Account!) is not { } refusal) client.Reply(Numerics.SaslSuccess);
        else
        {
            client.Refuse(refusal, "AUTHENTICATE");
            client.Reply(Numerics.SaslFail);
        }
    }

    private static void Fail(IrcSession client, SaslFault fault, string? detail = null)
    {
        client.DropSasl();
        switch (fault)
        {
            case SaslFault.Suspended: client.ReplyText(Numerics.NickLocked, $"The account is suspended: {detail}"); break;
            case SaslFault.TooLong: client.Reply(Numerics.SaslTooLong); break;
            case SaslFault.TooMany: client.ReplyText(Numerics.SaslFail, "SASL authentication failed: too many attempts; wait a minute"); break;
            case SaslFault.Busy: client.ReplyText(Numerics.SaslFail, "SASL authentication failed: the server is busy; try again"); break;
            default: client.Reply(Numerics.SaslFail); break;
        }
    }

    private static void Say(IrcSession client, string chunk)
    {
        var pen = client.StartLine();
        pen.Bare("AUTHENTICATE"u8).Word(chunk).End();
        client.Flush(pen);
    }
}
