using Parlance.Domain.Operators;
using Parlance.Engine;

namespace Parlance.Irc.Operators;

/// <summary><c>:server NOTICE $server :text</c>: to everybody of the server, as RFC 2812 section 3.3.1 writes it.</summary>
public sealed class AnnouncementVoice : IIrcVoice<AnnouncementMade>
{
    public static void Say(AnnouncementMade happened, in Utterance what, IrcPen pen)
    {
        var server = what.Node.Settings.Server.Name;
        pen.About(what, null).From(server).Word("NOTICE"u8).Word("$" + server).Trail(happened.Text).End();
    }
}
