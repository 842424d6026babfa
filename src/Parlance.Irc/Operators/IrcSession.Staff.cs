using Parlance.Domain.Users;

namespace Parlance.Irc;

/// <summary>What a session has to do with staff.</summary>
public sealed partial class IrcSession
{
    /// <summary>Staff ignores it: only what <see cref="Operators.Shunned"/> lets through is heard.</summary>
    public bool IsShunned { get; set; }

    /// <summary>An OPER is being checked; one at a time.</summary>
    public bool IsProving { get; set; }

    /// <summary>The block list that has the address and is set to mark it; null: none.</summary>
    public string? ListedIn { get; set; }

    private bool _beginsTls;

    /// <summary>From here on only TLS is to come; anything else that was sent ends the connection.</summary>
    public void BeginTls()
    {
        _beginsTls = true;
        Connection.WantTls();
    }

    /// <summary>What WHOIS says of the user's standing (313); null: nothing is to be said.</summary>
    public static string? StandingOf(User user, Engine.Settings settings) => user.Operator is not { } grant || (user.Flags & UserFlags.HideOperator) != 0
        ? null : settings.OperatorClasses.FirstOrDefault(c => c.Name == grant.Class)?.WhoisLine ?? "is an IRC operator";
}
