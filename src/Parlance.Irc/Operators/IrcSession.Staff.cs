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

    /// <summary>The connection ended before registration was complete.</summary>
    private bool _isNewcomer;

    /// <summary>From here on only TLS is to come; anything else that was sent ends the connection.</summary>
    public void BeginTls()
    {
        _beginsTls = true;
        Connection.WantTls();
    }
}
