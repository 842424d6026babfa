namespace Parlance.Irc.Services;

/// <summary>The services there are.</summary>
public sealed class ServiceTable
{
    public PseudoUser NickServ { get; } = new("NickServ", "NickServ looks after accounts.", typeof(INickServCommand));
    public PseudoUser ChanServ { get; } = new("ChanServ", "ChanServ looks after registered channels.", typeof(IChanServCommand));

    public PseudoUser? Find(ReadOnlySpan<byte> nick) =>
        Is(nick, "NICKSERV"u8) ? NickServ : Is(nick, "CHANSERV"u8) ? ChanServ : null;

    private static bool Is(ReadOnlySpan<byte> nick, ReadOnlySpan<byte> name) => System.Text.Ascii.EqualsIgnoreCase(nick, name);
}
