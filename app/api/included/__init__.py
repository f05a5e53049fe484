"""Related objects that come along with a page of acts or deadlines, once each."""
