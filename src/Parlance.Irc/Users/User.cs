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

        pending.Ident = IdentOf(line[0]);
        pending.RealName = Limits.Cut(Encoding.UTF8.GetString(line[3]), client.Node.Limits.RealNameLength);
        client.TryRegister();
    }

    /// <summary>What of it may stand in a mask, behind the <c>~</c> that says nobody checked it.</summary>
    private static string IdentOf(ReadOnlySpan<byte> said)
    {
        Span<char> ident = stackalloc char[IdentLengthMax];
        ident[0] = '~';
        var length = 1;
        foreach (var b in said)
        {
            if (length == IdentLengthMax) break;
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' or (byte)'.' || (b == '~' && length > 1)) ident[length++] = (char)b;
        }

        return length == 1 ? "~user" : new(ident[..length]);
    }
}
