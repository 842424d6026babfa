namespace Parlance.Domain.Accounts;

/// <summary>A durable identity: its sessions on all protocols are one user. Changed by events only.</summary>
public sealed class Account
{
    /// <summary>Certificates of one account.</summary>
    public const int CertificatesMax = 16;

    /// <summary>Decentralised identifiers of one account.</summary>
    public const int DidsMax = 16;

    /// <summary>Tokens of one account.</summary>
    public const int TokensMax = 32;

    /// <summary>The id of the event that created it: never another account's, even when the name is.</summary>
    public required EventId Id { get; init; }

    /// <summary>The name as it was typed.</summary>
    public required string Name { get; init; }

    /// <summary>The name as it compares.</summary>
    public required string Folded { get; init; }

    public Stamp Created => Id.Stamp;

    /// <summary>What is kept of the password, one for each hash; empty: there is none.</summary>
    public IReadOnlyList<ScramVerifier> Verifiers { get; internal set; } = [];

    /// <summary>The password itself, only where <c>accounts.keep_plaintext</c> asked for it.</summary>
    public string? Plaintext { get; internal set; }

    /// <summary>SHA-256 of client certificates that may log in, lower-case hex.</summary>
    public SortedSet<string> Certificates { get; } = new(StringComparer.Ordinal);
    public SortedSet<string> Dids { get; } = new(StringComparer.Ordinal);

    /// <summary>Its own choices, by <see cref="AccountSetting"/>.</summary>
    public SortedDictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>Tokens for machines, by their id.</summary>
    public SortedDictionary<string, AccountToken> Tokens { get; } = new(StringComparer.Ordinal);
    /// <summary>How far its owner has read.</summary>
    public ReadMarks Reads { get; } = new();
    /// <summary>Addresses it does not hear (<see cref="BlockList"/>).</summary>
    public SortedSet<string> Blocked { get; } = new(StringComparer.Ordinal);
    /// <summary>What its clients keep for themselves.</summary>
    public PrivateStore Private { get; } = new();
    /// <summary>Its vCard, as UTF-8 XML (XEP-0054); empty: none.</summary>
    public ReadOnlyMemory<byte> VCard { get; internal set; }
    /// <summary>When it was last here, on any protocol; null: never, or it is here for the first time.</summary>
    public Instant? LastSeen { get; internal set; }
    public string? Email { get; internal set; }

    /// <summary>Nobody may log in to it.</summary>
    public bool IsSuspended => Suspension is not null;

    /// <summary>Why it is suspended; null: it is not.</summary>
    public string? Suspension { get; internal set; }

    public ScramVerifier? VerifierOf(ScramHash hash)
    {
        foreach (var verifier in Verifiers)
            if (verifier.Hash == hash) return verifier;
        return null;
    }
}
