namespace Parlance.Configuration;

internal static class DataTable
{
    public static readonly Key<string> Dir = new("dir", Kinds.Path, "data", "The folder of the log, keys and the control socket; relative to this file. The flag --data overrides.");

    public static readonly Table Table = new("data", "Where the node keeps what it must not forget.", Dir);
}

internal static class TlsTable
{
    public static readonly Key<string> Certificate = new("certificate", Kinds.Path, "", "PEM file with the certificate chain.") { DefaultNote = "self-signed, made at start" };
    public static readonly Key<string> PrivateKey = new("key", Kinds.Path, "", "PEM file with its private key.") { DefaultNote = "self-signed, made at start" };

    public static readonly Table Table = new("tls", "The certificate of listeners that name none. Read again on reload.", Certificate, PrivateKey);
}

internal static class LoggingTable
{
    public static readonly Key<string> Level = new("level", Kinds.Choice("debug", "information", "warning", "error", "none"), "information", "The least important lines that are written.");
    public static readonly Key<string> Format = new("format", Kinds.Choice("text", "json"), "text", "Lines for people, or one JSON object a line.");

    public static readonly Table Table = new("logging", "What the server tells its operator, on standard error.", Level, Format);
}
