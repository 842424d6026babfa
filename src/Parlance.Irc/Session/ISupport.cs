using Parlance.Domain.Masks;
using Parlance.Engine;
using Parlance.Engine.Words;
using Parlance.Irc.Modes;

namespace Parlance.Irc;

/// <summary>The tokens of RPL_ISUPPORT (005). Modern IRC, "RPL_ISUPPORT Parameters".</summary>
public static class ISupport
{
    public static IEnumerable<string> Tokens(Settings settings)
    {
        var limits = settings.Limits;
        yield return $"ACCEPT={Privacy.AcceptedMax}";
        yield return $"ACCOUNTEXTBAN={BanMask.AccountISupport}";
        yield return $"AWAYLEN={limits.AwayLength}";
        yield return "BOT=B";
        yield return "CALLERID=g";
        yield return "CASEMAPPING=ascii";
        yield return $"CHANLIMIT=#:{limits.RoomsPerUser}";
        yield return $"CHANMODES={ChannelModes.ISupport}";
        yield return $"CHANNELLEN={limits.ChannelLength}";
        yield return "CHANTYPES=#";
        if (settings.History.Enabled && settings.Log.Messages) yield return $"CHATHISTORY={settings.History.QueryMax}";
        if (limits.ClientTagDeny.Length > 0) yield return $"CLIENTTAGDENY={limits.ClientTagDeny.Replace(" ", "", StringComparison.Ordinal)}";
        yield return "ELIST=CMNTU";
        yield return "EXCEPTS=e";
        yield return $"EXTBAN={BanMask.ISupport}";
        yield return "INVEX=I";
        yield return $"KICKLEN={limits.KickLength}";
        yield return $"LINELEN={limits.LineLength}";
        yield return $"MAXLIST={ChannelModes.ListLetters}:{limits.ListModes}";
        yield return $"MAXTARGETS={limits.TargetsMax}";
        yield return $"MODES={ModeVoice.ChangesMax}";
        yield return $"MONITOR={limits.MonitorEntries}";
        if (settings.History.Enabled && settings.Log.Messages) yield return "MSGREFTYPES=msgid,timestamp";
        yield return $"NAMELEN={limits.RealnameLength}";
        yield return $"NETWORK={settings.Server.Network.Replace(' ', '_')}";
        yield return $"NICKLEN={limits.NickLength}";
        yield return $"PREFIX={ChannelModes.Prefix}";
        yield return $"SILENCE={Privacy.SilencedMax}";
        yield return $"STATUSMSG={ChannelModes.Prefixes}";
        yield return $"TARGMAX=KICK:{limits.TargetsMax},LIST:{Queries.ListFilter.ConditionsMax},NAMES:1,NOTICE:{limits.TargetsMax},PRIVMSG:{limits.TargetsMax},TAGMSG:{limits.TargetsMax},WHOIS:1";
        yield return $"TOPICLEN={limits.TopicLength}";
        yield return $"USERLEN={Users.UserCommand.IdentLengthMax}";
        if (settings.Server.Casemapping != "ascii") yield return "UTF8MAPPING=rfc8265";
        yield return "UTF8ONLY";
        yield return "WHOX";
        if (settings.Server.Icon.Length > 0) yield return $"draft/ICON={settings.Server.Icon}";
    }
}
