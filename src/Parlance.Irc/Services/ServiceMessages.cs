using System.Text;
using Parlance.Domain.Messages;
using Parlance.Irc.Messages;

namespace Parlance.Irc.Services;

/// <summary>Messages to services. They are no events: a password in one is kept nowhere.</summary>
internal static class ServiceMessages
{
    /// <summary>Whether the target is a service, which has answered then. Notices and bare tags are heard by nobody.</summary>
    public static bool Take(IrcSession client, ReadOnlySpan<byte> target, in Saying said)
    {
        if (client.Dialect.Services.Find(target) is not { } service) return false;
        if (said.Kind != MessageKind.Say) return true;
        var text = said.Text.Span;
        var end = text.IndexOf((byte)'\n');
        if (end >= 0) text = text[..end];
        if (client.WantsEcho)
        {
            var pen = client.StartLine();
            pen.From(client.User!.Source).Word("PRIVMSG"u8).Word(service.Nick).Trail(text).End();
            client.Flush(pen);
        }

        if (!Speak.IsCtcp(text)) service.Answer(client, Encoding.UTF8.GetString(text));
        return true;
    }
}
