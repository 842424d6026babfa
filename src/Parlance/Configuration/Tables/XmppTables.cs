using Parlance.Engine;

namespace Parlance.Configuration;

internal static class XmppTable
{
    private const string Modern = "modern", Classic = "classic";

    public static readonly Key<string> Profile = new("profile", Kinds.Choice(Modern, Classic), Modern, "classic: for small private servers and clients of long ago.");
    public static readonly Key<long> UploadMax = new("upload_max", Kinds.Size(0, 1L << 40), 50L << 20, "Bytes of an upload.") { Status = KeyStatus.NotYet };

    public static readonly Table Table = new("xmpp", "XMPP.", Profile, UploadMax);

    public static bool IsClassic(Reading from) => from.One(Table).Get(Profile) == Classic;

    public static XmppSettings Read(Reading from) => new()
    {
        IsClassic = IsClassic(from),
        ResumeTimeout = from.One(StreamManagementTable.Table).Get(StreamManagementTable.ResumeTimeout),
    };
}

internal static class StreamManagementTable
{
    public static readonly Key<TimeSpan> ResumeTimeout = new("resume_timeout", Kinds.Duration("0s", "1d"), new XmppSettings().ResumeTimeout, "How long a lost stream can be resumed; 0s: not at all.");

    public static readonly Table Table = new("xmpp.stream_management", "Resuming XMPP streams (XEP-0198).", ResumeTimeout);
}
