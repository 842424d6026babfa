using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Parlance.Engine.Security.Sasl;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Streams;

/// <summary>Logging in (RFC 6120 §6), over the exchange that all protocols share.</summary>
public sealed partial class XmppSession
{
    /// <summary>Log-ins that fail before the stream is ended (RFC 6120 §6.4.5).</summary>
    public const int LoginsMax = 5;

    /// <summary>Bytes of a mechanism's name (RFC 4422 §3.1).</summary>
    public const int MechanismMax = 20;

    private SaslExchange? _exchange;
    private int _failedLogins;

    internal void BeginLogin(in Element auth)
    {
        _exchange?.Abort();
        _exchange = null;
        var name = auth["mechanism"u8] is { Length: > 0 and <= MechanismMax } given ? Encoding.UTF8.GetString(given) : "";
        if (StartTls.IsRequired(this))
        {
            FailLogin("encryption-required"u8);
            return;
        }

        _exchange = Node.Logins.Begin(SaslClient.Of(Connection), name, anonymous: true);
        if (_exchange is null)
        {
            FailLogin(name.Equals("PLAIN", StringComparison.OrdinalIgnoreCase) && !IsSecure && Node.Settings.Accounts.Sasl.Contains("PLAIN") ? "encryption-required"u8 : "invalid-mechanism"u8);
            return;
        }

        if (auth.RawContent.IsEmpty && name.ToUpperInvariant() is not ("ANONYMOUS" or "EXTERNAL"))
        {
            // The mechanism begins with the client's words, and it sent none: it is asked for them (RFC 4422 §5).
            if (Node.Settings.Xmpp.IsClassic) FailLogin("not-authorized"u8);
            else Say(Dialect.Pen.Empty("challenge"u8, "urn:ietf:params:xml:ns:xmpp-sasl"u8));
            return;
        }

        GoOnWithLogin(auth);
    }

    internal void GoOnWithLogin(in Element element)
    {
        if (_exchange is null)
        {
            FailLogin("malformed-request"u8);
            return;
        }

        var text = element.Text;
        var message = ArrayPool<byte>.Shared.Rent(text.Length + 3);
        try
        {
            if (TryDecode(text, message, out var length)) Come(_exchange.Step(message.AsSpan(0, length), ComeLater));
            else FailLogin("incorrect-encoding"u8);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(message, clearArray: true);
        }
    }

    internal void AbortLogin() => FailLogin("aborted"u8);

    /// <summary>Base64 as RFC 4648 §4 has it; <c>=</c> alone is an empty message.</summary>
    private static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> message, out int length)
    {
        length = 0;
        if (text.IsEmpty || text.SequenceEqual("="u8)) return true;
        return !text.ContainsAny(" \t\r\n"u8) && Base64.DecodeFromUtf8(text, message, out var used, out length) == OperationStatus.Done && used == text.Length;
    }

    /// <summary>A worker is done with the password; what came meanwhile is read now.</summary>
    private void ComeLater(SaslOutcome outcome)
    {
        if (Connection.IsClosing || Connection.IsGone) return;
        Come(outcome);
        Node.ReadOn(Connection);
    }

    private void Come(in SaslOutcome outcome)
    {
        switch (outcome.Result)
        {
            case SaslResult.Pending: break;
            case SaslResult.Challenge: SayData("challenge"u8, outcome.Data.Span); break;
            case SaslResult.Success: Succeed(outcome); break;
            default: FailLogin(ConditionOf(outcome.Fault), outcome.Detail); break;
        }
    }

    private void Succeed(in SaslOutcome outcome)
    {
        _exchange = null;
        _account = outcome.Account?.Id;
        _guest = outcome.Account is null ? Node.NextUid() : default;
        Jid = outcome.Account is { } account ? Dialect.AddressOf(account) : Dialect.GuestAddress(_guest);
        Stage = Stage.Authenticated;
        SayData("success"u8, outcome.Data.Span);
        Restart();
    }

    private void SayData(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        var pen = Dialect.Pen.Open(name, "urn:ietf:params:xml:ns:xmpp-sasl"u8);
        if (!data.IsEmpty) pen.Text(Convert.ToBase64String(data));
        pen.Close();
        Say(pen);
    }

    private ReadOnlySpan<byte> ConditionOf(SaslFault fault) => fault switch
    {
        SaslFault.Suspended => "account-disabled"u8,
        SaslFault.Malformed or SaslFault.TooLong => Node.Settings.Xmpp.IsClassic ? "not-authorized"u8 : "malformed-request"u8,
        SaslFault.WrongAuthorization => "invalid-authzid"u8,
        SaslFault.TooMany or SaslFault.Busy => "temporary-auth-failure"u8,
        _ => "not-authorized"u8,
    };

    private void FailLogin(ReadOnlySpan<byte> condition, string? text = null)
    {
        _exchange?.Abort();
        _exchange = null;
        var pen = Dialect.Pen.Open("failure"u8, "urn:ietf:params:xml:ns:xmpp-sasl"u8).Open(condition).Close();
        if (text is not null) pen.Open("text"u8).Attribute("xml:lang"u8, "en"u8).Text(text).Close();
        pen.Close();
        Say(pen);
        if (++_failedLogins >= LoginsMax) Fail(StreamError.PolicyViolation, "Too many log-ins failed");
    }
}
