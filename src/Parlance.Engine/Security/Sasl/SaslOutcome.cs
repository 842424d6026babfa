using Parlance.Domain.Accounts;

namespace Parlance.Engine.Security.Sasl;

/// <summary>What a step of an exchange came to.</summary>
public enum SaslResult
{
    /// <summary>The client is asked for more: <see cref="SaslOutcome.Data"/> goes to it.</summary>
    Challenge,
    /// <summary>It is <see cref="SaslOutcome.Account"/>'s; null: it chose to be nobody (ANONYMOUS). <see cref="SaslOutcome.Data"/>, if any, goes to it with the success, or before.</summary>
    Success,
    Failure,
    /// <summary>A worker is at it; what it came to is told later.</summary>
    Pending,
}

/// <summary>Why somebody was not let in. What differs here may be told to the client: whether a name exists is never among it.</summary>
public enum SaslFault
{
    None,
    /// <summary>Unknown name, wrong password, unknown certificate: one answer for all.</summary>
    NotAuthorized,
    /// <summary>It proved who it is, and staff suspended the account.</summary>
    Suspended,
    /// <summary>The message is not what the mechanism says.</summary>
    Malformed,
    /// <summary>It asked to act as somebody else.</summary>
    WrongAuthorization,
    /// <summary>Too many attempts from its address lately.</summary>
    TooMany,
    /// <summary>The server is too busy, or cannot write.</summary>
    Busy,
    /// <summary>A message beyond <see cref="SaslExchange.MessageMax"/>.</summary>
    TooLong,
}

/// <summary>The end of a step.</summary>
/// <param name="Result">What it came to.</param>
/// <param name="Data">For the client; empty: nothing.</param>
/// <param name="Account">Who it is, on success.</param>
/// <param name="Fault">Why not, on failure.</param>
/// <param name="Detail">For the client's user: why the account is suspended.</param>
public readonly record struct SaslOutcome(SaslResult Result, ReadOnlyMemory<byte> Data = default, Account? Account = null, SaslFault Fault = SaslFault.None, string? Detail = null)
{
    public static SaslOutcome Pending => new(SaslResult.Pending);
    public static implicit operator SaslOutcome(SaslFault fault) => new(SaslResult.Failure, Fault: fault);
    public static SaslOutcome Ask(byte[] data) => new(SaslResult.Challenge, data);

    /// <summary>The client proved that it is the account's; a suspended one is told so now and not before.</summary>
    public static SaslOutcome Proved(Account account, ReadOnlyMemory<byte> data = default) =>
        account.Suspension is { } why ? new(SaslResult.Failure, Fault: SaslFault.Suspended, Detail: why) : new(SaslResult.Success, data, account);
}
