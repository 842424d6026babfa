using System.Text;
using Parlance.Domain;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Users;

/// <summary><c>USER &lt;username&gt; &lt;mode&gt; * :&lt;realname&gt;</c>: RFC 2812 §3.1.3.</summary>
public sealed class UserCommand : IIrcCommand
{
    /// <summary>ISUPPORT USERLEN.</summary>
    public const int IdentLengthMax = 18;

    public static Verb Verb { get; } = new("USER", ParamsMin: 4, From: Stage.Registering, Syntax: "<username> 0 * <realname>", Help: "Says who you are, at the beginning.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (client.Registration is not { Ident: null } pending) return;
        if (line[0].IsEmpty || line[3].IsEmpty)
        {
            client.Reply(Numerics.NeedMoreParams, "USER");
            return;
        }

        var ident = new string([.. Encoding.UTF8.GetString(line[0]).Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~').Take(IdentLengthMax - 1)]);
        pending.Ident = "~" + (ident.TrimStart('~') is { Length: > 0 } kept ? kept : "user");
        pending.RealName = Limits.Cut(Encoding.UTF8.GetString(line[3]), client.Node.Limits.RealNameLength);
        client.TryRegister();
    }
}
