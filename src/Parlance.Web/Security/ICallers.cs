namespace Parlance.Web.Security;

/// <summary>Somebody who knows names and passwords, or tokens: operators of the configuration, accounts.</summary>
public interface ICallers
{
    /// <summary>What is kept for a name; null: the name is not known here.</summary>
    Task<Candidate?> Find(string name, string address, bool secure, CancellationToken stop);

    /// <summary>Whose token it is; null: nobody's, or it has expired.</summary>
    Task<Caller?> FindToken(string token, string address, CancellationToken stop);
}

/// <summary>Somebody whose password is still to be checked.</summary>
/// <param name="Caller">Who it is, once it was right.</param>
/// <param name="Kept">What is kept of the password: another text once it is changed.</param>
/// <param name="IsCostly">Whether checking takes the time of a key derivation.</param>
/// <param name="IsRight">Checks a password; called off the loop.</param>
public sealed record Candidate(Caller Caller, string Kept, bool IsCostly, Func<string, bool> IsRight);
